// SPDX-License-Identifier: Apache-2.0
// Groups of fields that come and go together, each behind a bit: most workers have a network alone.
#include "gateway/records/wallet_section.hpp"

namespace kazi::gateway::records {

namespace {

using namespace taskflow;

enum Present : std::uint8_t {
    wants_money = 1,
    has_wish = 2,
    has_agreed_fee = 4,
    has_open = 8,
    has_network = 16,
    has_ask = 32,
    has_pin = 64,
    has_pay_day = 128
};

bool is_open_special(const WalletWishes& wallet) {
    return wallet.open_money || wallet.open_fee_micro != 0 || wallet.top_ups_left != 0;
}

bool has_pin_state(const WalletWishes& wallet) {
    return wallet.pin != 0 || wallet.pin_tries != 0 || wallet.pin_closed_until != 0 ||
           wallet.pin_doubted || wallet.pin_heard != 0;
}

std::uint8_t present(const WalletWishes& wallet) {
    int bits = wallet.money ? wants_money : 0;
    if (wallet.when != PayWhen::as_market || wallet.at_micro != 0) bits |= has_wish;
    if (wallet.agreed_fee_micro != -1) bits |= has_agreed_fee;
    if (is_open_special(wallet)) bits |= has_open;
    if (!wallet.network.empty() || wallet.network_seen != 0) bits |= has_network;
    if (wallet.ask != WalletAsk::nothing || wallet.asked_at != 0 || wallet.asked_by_sms)
        bits |= has_ask;
    if (has_pin_state(wallet)) bits |= has_pin;
    if (wallet.pay_at != 0) bits |= has_pay_day;
    return static_cast<std::uint8_t>(bits);
}

void pack_pin(Packer& out, const WalletWishes& wallet) {
    out.number(wallet.pin);
    out.byte(static_cast<std::uint8_t>(wallet.pin_tries | (wallet.pin_doubted ? 0x80 : 0)));
    out.number(static_cast<std::uint64_t>(wallet.pin_closed_until));
    out.number(wallet.pin_heard);
}

void unpack_pin(Unpacker& in, WalletWishes& wallet) {
    wallet.pin = in.number();
    const std::uint8_t tries = in.byte();
    wallet.pin_tries = tries & 0x7F;
    wallet.pin_doubted = (tries & 0x80) != 0;
    wallet.pin_closed_until = static_cast<Instant>(in.number());
    wallet.pin_heard = static_cast<std::uint16_t>(in.number());
}

void pack_asked(Packer& out, const WalletWishes& wallet) {
    out.byte(
        static_cast<std::uint8_t>(static_cast<int>(wallet.ask) | (wallet.asked_by_sms ? 0x80 : 0)));
    out.number(static_cast<std::uint64_t>(wallet.asked_at));
}

void unpack_asked(Unpacker& in, WalletWishes& wallet) {
    const std::uint8_t ask = in.byte();
    wallet.ask = static_cast<WalletAsk>(ask & 0x7F);
    wallet.asked_by_sms = (ask & 0x80) != 0;
    wallet.asked_at = static_cast<Instant>(in.number());
}

}  // namespace

void pack_wallet(Packer& out, const Worker& worker) {
    const WalletWishes& wallet = worker.wallet;
    const std::uint8_t bits = present(wallet);
    if (bits == 0) return;
    out.byte(bits);
    if ((bits & has_wish) != 0) {
        out.byte(static_cast<std::uint8_t>(wallet.when));
        out.signed_number(wallet.at_micro);
    }
    if ((bits & has_agreed_fee) != 0) out.signed_number(wallet.agreed_fee_micro);
    if ((bits & has_open) != 0) {
        out.byte(wallet.open_money ? 1 : 0);
        out.signed_number(wallet.open_fee_micro);
        out.byte(wallet.top_ups_left);
    }
    if ((bits & has_network) != 0) {
        out.text(wallet.network);
        out.number(wallet.network_seen);
    }
    if ((bits & has_ask) != 0) pack_asked(out, wallet);
    if ((bits & has_pin) != 0) pack_pin(out, wallet);
    if ((bits & has_pay_day) != 0) out.number(static_cast<std::uint64_t>(wallet.pay_at));
}

void unpack_wallet(Unpacker& in, Worker& worker) {
    WalletWishes& wallet = worker.wallet;
    const std::uint8_t bits = in.byte();
    wallet.money = (bits & wants_money) != 0;
    if ((bits & has_wish) != 0) {
        wallet.when = static_cast<PayWhen>(in.byte());
        wallet.at_micro = in.signed_number();
    }
    if ((bits & has_agreed_fee) != 0) wallet.agreed_fee_micro = in.signed_number();
    if ((bits & has_open) != 0) {
        wallet.open_money = in.byte() != 0;
        wallet.open_fee_micro = in.signed_number();
        wallet.top_ups_left = in.byte();
    }
    if ((bits & has_network) != 0) {
        wallet.network = in.text();
        wallet.network_seen = static_cast<std::uint16_t>(in.number());
    }
    if ((bits & has_ask) != 0) unpack_asked(in, wallet);
    if ((bits & has_pin) != 0) unpack_pin(in, wallet);
    if ((bits & has_pay_day) != 0) wallet.pay_at = static_cast<Instant>(in.number());
}

}  // namespace kazi::gateway::records
