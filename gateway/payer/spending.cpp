// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/spending.hpp"

#include <algorithm>

#include "billing/hex.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"

namespace kazi::gateway::payer {

namespace {

constexpr std::uint32_t payee_kept_s = 86'400;

std::string account_field(const Spend& what) {
    return "account:" + std::string(what.account);
}

std::string number_field(const Spend& what) {
    return "number:" + billing::to_hex(what.worker) + ":" + std::string(what.account);
}

// Sums stand below zero, so that "not more than" is the store's own "at least".
std::optional<store::Guard> cap(const Spend& what, const std::string& field,
                                std::int64_t cap_micro) {
    if (cap_micro <= 0) return std::nullopt;
    return store::AtLeast{spent_key(what.day), field, what.amount_micro - cap_micro};
}

void add(std::vector<store::Write>& writes, const Spend& what, std::int64_t delta) {
    writes.push_back(store::Add{spent_key(what.day), account_field(what), delta});
    writes.push_back(store::Add{spent_key(what.day), number_field(what), delta});
}

}  // namespace

taskflow::Instant Payee::last_by(std::string_view account) const {
    for (const LastSent& one : sent)
        if (one.account == account) return one.at;
    return 0;
}

store::Place payee_place(std::string_view worker) {
    return {keys::payee(billing::to_hex(worker))};
}

std::string pack_payee(const Payee& payee, std::uint32_t version) {
    records::Packer out;
    out.raw(records::version_bytes(version));
    out.number(payee.sent.size());
    for (const LastSent& one : payee.sent) {
        out.text(one.account);
        out.signed_number(one.at);
    }
    return out.take();
}

std::optional<Payee> payee_from(std::string_view bytes) {
    const auto version = records::version_of(bytes);
    if (!version) return std::nullopt;
    records::Unpacker in(bytes.substr(records::version_size));
    Payee payee;
    payee.version = *version;
    payee.sent.resize(in.count());
    for (LastSent& one : payee.sent) {
        one.account = in.text();
        one.at = in.signed_number();
    }
    if (!in.done()) return std::nullopt;
    return payee;
}

store::Write sent_write(std::string_view worker, Payee payee, const std::string& account,
                        taskflow::Instant now) {
    std::erase_if(payee.sent, [&](const LastSent& one) { return one.account == account; });
    payee.sent.push_back({account, now});
    return store::Put{payee_place(worker), pack_payee(payee, payee.version + 1), payee_kept_s};
}

void spend(std::vector<store::Write>& writes, const Spend& what) {
    add(writes, what, -what.amount_micro);
}

void unspend(std::vector<store::Write>& writes, const Spend& what) {
    add(writes, what, what.amount_micro);
}

std::optional<store::Guard> account_cap(const Spend& what, std::int64_t cap_micro) {
    return cap(what, account_field(what), cap_micro);
}

std::optional<store::Guard> number_cap(const Spend& what, std::int64_t cap_micro) {
    return cap(what, number_field(what), cap_micro);
}

std::vector<const billing::Attempt*> newly_failed(const billing::Payout& before,
                                                  const billing::Payout& after) {
    std::vector<const billing::Attempt*> found;
    for (const billing::Attempt& attempt : after.attempts) {
        const billing::Attempt* known = billing::find_attempt(before, attempt.number);
        const bool was_open = known != nullptr && billing::is_open(known->state);
        if (was_open && attempt.state == billing::AttemptState::failed) found.push_back(&attempt);
    }
    return found;
}

std::string spent_key(std::int64_t day) {
    return keys::spent(day);
}

}  // namespace kazi::gateway::payer
