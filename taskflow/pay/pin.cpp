// SPDX-License-Identifier: Apache-2.0
#include "taskflow/pay/pin.hpp"

#include <algorithm>
#include <cstring>
#include <string>

#include "billing/digest.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::uint8_t tries_max = 3;
constexpr Instant closed_us = 6 * hour_us;
constexpr std::size_t pin_digits = 4;

/// With her id, so that the same PIN of two workers has two hashes. Never 0.
std::uint64_t hash_of(const Turn& turn, std::string_view digits) {
    std::string text(turn.id.bytes.begin(), turn.id.bytes.end());
    text += digits;
    const std::string digest = billing::hmac_sha256(turn.context.market.wallet.pin_key, text);
    std::uint64_t hash = 0;
    std::memcpy(&hash, digest.data(), sizeof hash);
    return hash == 0 ? 1 : hash;
}

}  // namespace

PinNeed pin_need(const Turn& turn) {
    if (!turn.context.market.wallet.pin) return PinNeed::none;
    if (turn.worker.wallet.pin == 0) return PinNeed::choose;
    return turn.worker.wallet.pin_doubted ? PinNeed::prove : PinNeed::none;
}

bool is_pin_closed(const Turn& turn) {
    return turn.at < turn.worker.wallet.pin_closed_until;
}

bool looks_like_pin(std::string_view typed) {
    return typed.size() == pin_digits && std::all_of(typed.begin(), typed.end(), [](char digit) {
               return digit >= '0' && digit <= '9';
           });
}

void set_pin(Turn& turn, std::string_view digits) {
    WalletWishes& wallet = turn.worker.wallet;
    wallet.pin = hash_of(turn, digits);
    wallet.pin_tries = 0;
    wallet.pin_doubted = false;
    wallet.pin_heard = turn.context.local.day_number;
}

bool prove_pin(Turn& turn, std::string_view digits) {
    WalletWishes& wallet = turn.worker.wallet;
    if (hash_of(turn, digits) == wallet.pin) {
        wallet.pin_tries = 0;
        wallet.pin_doubted = false;
        return true;
    }
    if (++wallet.pin_tries < tries_max) return false;
    wallet.pin_tries = 0;
    wallet.pin_closed_until = turn.at + closed_us;
    return false;
}

void note_heard(Turn& turn) {
    WalletWishes& wallet = turn.worker.wallet;
    if (wallet.pin == 0) return;
    const std::uint16_t today = turn.context.local.day_number;
    if (today - wallet.pin_heard > turn.context.market.wallet.pin_days) wallet.pin_doubted = true;
    wallet.pin_heard = today;
}

}  // namespace kazi::taskflow
