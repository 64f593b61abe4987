// SPDX-License-Identifier: Apache-2.0
#include "billing/payout.hpp"

#include <algorithm>

#include "billing/payout_id.hpp"

namespace kazi::billing {

std::string_view to_string(AttemptState state) {
    switch (state) {
        case AttemptState::submitted:
            return "submitted";
        case AttemptState::pending:
            return "pending";
        case AttemptState::in_doubt:
            return "in_doubt";
        case AttemptState::succeeded:
            return "succeeded";
        case AttemptState::failed:
            return "failed";
        case AttemptState::reversed:
            return "reversed";
        case AttemptState::held:
            return "held";
    }
    return "?";
}

std::string_view to_string(PayoutState state) {
    switch (state) {
        case PayoutState::created:
            return "created";
        case PayoutState::reconciled:
            return "reconciled";
        case PayoutState::returned:
            return "returned";
        default:
            return to_string(static_cast<AttemptState>(state));
    }
}

std::string_view to_string(Verdict verdict) {
    switch (verdict) {
        case Verdict::paid:
            return "paid";
        case Verdict::not_paid:
            return "not_paid";
        case Verdict::hold:
            return "hold";
        case Verdict::release:
            return "release";
    }
    return "?";
}

bool is_in_flight(const Payout& payout) {
    return !payout.returned && settled_count(payout, SettledFrom::in_flight) == 0;
}

int settled_count(const Payout& payout, SettledFrom from) {
    const auto count =
        std::count_if(payout.attempts.begin(), payout.attempts.end(),
                      [from](const Attempt& attempt) { return attempt.settled_from == from; });
    return static_cast<int>(count);
}

bool is_final(PayoutState state) {
    return state == PayoutState::succeeded || state == PayoutState::reconciled ||
           state == PayoutState::returned;
}

bool is_retryable(PayoutState state) {
    return state == PayoutState::failed || state == PayoutState::reversed;
}

bool is_open(AttemptState state) {
    return state == AttemptState::submitted || state == AttemptState::pending ||
           state == AttemptState::in_doubt;
}

const Attempt* find_attempt(const Payout& payout, int number) {
    if (number < 1 || static_cast<std::size_t>(number) > payout.attempts.size()) return nullptr;
    return &payout.attempts[static_cast<std::size_t>(number) - 1];
}

NewPayout create_payout(const std::string& worker, std::int64_t sequence, Money amount,
                        std::int64_t now_us) {
    NewPayout made;
    made.payout.id = payout_id(worker, sequence);
    made.payout.worker = worker;
    made.payout.sequence = sequence;
    made.payout.amount = amount;
    made.payout.created_at_us = now_us;
    move(made.postings, {AccountKind::worker_available, worker},
         {AccountKind::payout_in_flight, {}}, amount);
    return made;
}

}  // namespace kazi::billing
