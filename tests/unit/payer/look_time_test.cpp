// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/look_time.hpp"

#include <doctest/doctest.h>

namespace kazi::gateway::payer {

namespace {

using billing::PayoutState;

constexpr std::int64_t second = 1'000'000;
constexpr taskflow::Instant sent_at = 1'700'000'000 * second;

billing::Payout sent(PayoutState state, char first_byte = '\0') {
    billing::Payout payout;
    payout.worker = std::string(16, first_byte);
    payout.state = state;
    billing::Attempt attempt;
    attempt.submitted_at_us = sent_at;
    attempt.deadline_us = sent_at + 600 * second;
    payout.attempts.push_back(attempt);
    return payout;
}

/// Seconds after the sending at which it is looked at, as seen `age` seconds after it; −1: never.
std::int64_t look_s(const billing::Payout& payout, std::int64_t age, bool ask_now = false) {
    const billing::ProviderTraits traits;
    const LookContext context{sent_at + age * second, traits, 60 * second, ask_now};
    const auto at = next_look(payout, context);
    return at ? (*at - sent_at) / second : -1;
}

}  // namespace

TEST_CASE("queries come at growing distances, whoever asks when") {
    const auto payout = sent(PayoutState::in_doubt);
    CHECK(look_s(payout, 0) == 10);
    CHECK(look_s(payout, 9) == 10);
    CHECK(look_s(payout, 10) == 40);
    CHECK(look_s(payout, 40) == 100);
    CHECK(look_s(payout, 3000) == 6280);
    CHECK(look_s(payout, 6280) == 9880);
}

TEST_CASE("a day after the sending it is looked at once more") {
    const auto payout = sent(PayoutState::in_doubt);
    CHECK(look_s(payout, 86'399) <= 86'400 + 3600);
    CHECK(look_s(payout, 90'001) == 86'400);
}

TEST_CASE("looks spread by up to a tenth and keep their order") {
    const auto payout = sent(PayoutState::in_doubt, '\xff');
    CHECK(look_s(payout, 0) == 10);
    CHECK(look_s(payout, 3000) > 6280);
    CHECK(look_s(payout, 3000) <= 6280 + 360);
    CHECK(look_s(payout, 6639) > 6639);
}

TEST_CASE("a pending attempt is looked at by its deadline at the latest") {
    CHECK(look_s(sent(PayoutState::pending), 0) == 10);
    CHECK(look_s(sent(PayoutState::pending), 500) == 600);
}

TEST_CASE("each state has its timer, or none") {
    CHECK(look_s(sent(PayoutState::created), 7) == 7);
    CHECK(look_s(sent(PayoutState::failed), 7) == 7);
    CHECK(look_s(sent(PayoutState::reversed), 7) == 7);
    CHECK(look_s(sent(PayoutState::submitted), 7) == 67);
    CHECK(look_s(sent(PayoutState::in_doubt), 7, true) == 7);
    for (const auto state : {PayoutState::succeeded, PayoutState::held, PayoutState::reconciled,
                             PayoutState::returned})
        CHECK(look_s(sent(state), 7) == -1);
}

}  // namespace kazi::gateway::payer
