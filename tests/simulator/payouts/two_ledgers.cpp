// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/payouts/two_ledgers.hpp"

#include <cstdint>
#include <map>

namespace kazi::simulator::payouts {

namespace {

using billing::Payout;
using billing::PayoutState;
using MovedByKey = std::map<std::string, std::int64_t>;

MovedByKey by_key(const boost::json::object& moved) {
    MovedByKey all;
    for (const auto& branch : moved)
        for (const auto& payment : branch.value().as_object().at("by_key").as_object())
            all[std::string(payment.key())] += payment.value().as_int64();
    return all;
}

std::string told(const Payout& payout, std::int64_t moved) {
    std::string text =
        payout.id + " " + std::string(to_string(payout.state)) + ", moved " + std::to_string(moved);
    for (const billing::Attempt& attempt : payout.attempts)
        text += "; " + attempt.provider + " " + std::string(to_string(attempt.state)) + " " +
                attempt.code;
    return text + "\n";
}

std::string fault_of(const Payout& payout, MovedByKey& moved) {
    std::int64_t sum = 0;
    for (const billing::Attempt& attempt : payout.attempts) {
        sum += moved[attempt.key];
        moved.erase(attempt.key);
    }
    const bool paid =
        payout.state == PayoutState::succeeded || payout.state == PayoutState::reconciled;
    if (payout.state == PayoutState::held) return {};
    if (sum > payout.amount.micro) return "paid twice: " + told(payout, sum);
    if (paid && sum != payout.amount.micro) return "told as paid: " + told(payout, sum);
    if (payout.state == PayoutState::returned && sum != 0)
        return "wrongly returned: " + told(payout, sum);
    return {};
}

}  // namespace

std::string ledger_faults(const std::vector<Payout>& payouts, const boost::json::object& moved) {
    MovedByKey rest = by_key(moved);
    std::string text;
    for (const Payout& payout : payouts)
        text += fault_of(payout, rest);
    for (const auto& [key, micro] : rest)
        if (micro > 0) text += "moved under a key that nobody recorded: " + key + "\n";
    return text;
}

}  // namespace kazi::simulator::payouts
