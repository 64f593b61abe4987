// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/payouts/two_ledgers.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>

#include "billing/provider.hpp"

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
                std::string(to_string(attempt.reason)) + " " + attempt.code;
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

bool is_for_a_person(const Payout& payout, const std::set<std::string>& keys) {
    for (const billing::Attempt& attempt : payout.attempts)
        if (keys.contains(attempt.key)) return true;
    return false;
}

}  // namespace

std::map<std::string, Resolved> resolved_by_account(const std::vector<Payout>& payouts,
                                                    const std::set<std::string>& for_a_person) {
    std::map<std::string, Resolved> all;
    for (const Payout& payout : payouts) {
        if (payout.attempts.empty() || is_for_a_person(payout, for_a_person)) continue;
        Resolved& of_account = all[payout.attempts.front().provider];
        ++of_account.of;
        if (billing::is_final(payout.state))
            ++of_account.alone;
        else
            of_account.rest += told(payout, 0);
    }
    return all;
}

std::string left_to_people(const std::map<std::string, Resolved>& resolved) {
    std::string text;
    for (const auto& [account, share] : resolved) {
        std::string codec = account;
        std::replace(codec.begin(), codec.end(), '-', '_');
        const billing::Provider* provider = billing::find_provider(codec);
        const bool can_be_asked = provider != nullptr && provider->traits.lookup_by_key;
        std::printf("  %-24s %zu of %zu settled alone%s\n", account.c_str(), share.alone, share.of,
                    can_be_asked ? "" : " (can't be asked)");
        if (can_be_asked && share.alone * 1000 < share.of * 999) text += share.rest;
    }
    return text;
}

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
