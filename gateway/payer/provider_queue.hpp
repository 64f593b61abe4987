// SPDX-License-Identifier: Apache-2.0
// When the next payment of one account may leave: the provider's rate, and the pauses that its
// trouble brings about.
#pragma once

#include <algorithm>

#include "billing/decoded.hpp"
#include "gateway/sender/circuit_breaker.hpp"
#include "gateway/sender/token_bucket.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::payer {

/// Why nothing new leaves through an account.
enum class PauseCause : std::uint8_t { none, stopped, shut, capped };

struct Pause {
    PauseCause cause = PauseCause::none;
    taskflow::Instant until = 0;
    billing::Reason reason = billing::Reason::ok;  ///< of a stop: what the provider refused
};

class ProviderQueue {
public:
    explicit ProviderQueue(int payouts_per_second)
        : rate_(sender::Rate::per_second(std::max(payouts_per_second, 1))) {}

    /// The provider refused us as a customer: nothing leaves until then, repeats included.
    void stop(taskflow::Instant now, taskflow::Instant until, billing::Reason why) {
        stopped_at_ = now;
        stopped_for_ = why;
        stopped_until_ = std::max(stopped_until_, until);
    }
    /// An operator says that it is mended.
    void resume() { stopped_until_ = 0; }
    /// The provider can't be reached: nothing new leaves until then, repeats go on as probes.
    void hold_back_until(taskflow::Instant at) { held_until_ = std::max(held_until_, at); }
    /// All that may leave in this day has left.
    void cap_until(taskflow::Instant at) { capped_until_ = std::max(capped_until_, at); }

    void left(taskflow::Instant now) { breaker_ = sender::after_leaving(breaker_, now); }
    /// After a row of requests that came to nothing it is left alone, then tried with one.
    void heard(bool failing, taskflow::Instant now) {
        const auto told =
            failing ? protocols::SendOutcome::in_doubt : protocols::SendOutcome::accepted;
        breaker_ = sender::after_answer(breaker_, told, now);
        if (!failing) held_until_ = 0;
    }

    [[nodiscard]] taskflow::Instant stopped_at() const { return stopped_at_; }
    [[nodiscard]] taskflow::Instant stopped_until() const { return stopped_until_; }
    [[nodiscard]] bool is_shut() const { return breaker_.trouble != sender::Trouble::none; }
    [[nodiscard]] bool is_capped(taskflow::Instant now) const { return capped_until_ > now; }
    /// When something new may leave; `now` or before: now.
    [[nodiscard]] taskflow::Instant open_at(taskflow::Instant now) const {
        const taskflow::Instant pauses =
            std::max(std::max(stopped_until_, held_until_), capped_until_);
        const std::int64_t shut_us = sender::shut_for(breaker_, now);
        return shut_us == 0 ? pauses : std::max(pauses, now + shut_us);
    }
    /// What keeps it closed longest.
    [[nodiscard]] Pause pause(taskflow::Instant now) const {
        const taskflow::Instant opens = open_at(now);
        if (opens <= now) return {};
        if (opens == stopped_until_) return {PauseCause::stopped, opens, stopped_for_};
        return {opens == capped_until_ ? PauseCause::capped : PauseCause::shut, opens, {}};
    }
    /// Closes it as another daemon says that it is.
    void take_over(const Pause& pause) {
        if (pause.cause == PauseCause::stopped) return stop(0, pause.until, pause.reason);
        if (pause.cause == PauseCause::capped) return cap_until(pause.until);
        hold_back_until(pause.until);
    }
    /// Takes one turn. Returns 0 when there was one, else the microseconds to wait for it.
    [[nodiscard]] std::int64_t take(taskflow::Instant now) {
        const std::int64_t wait = bucket_.wait(rate_, now);
        if (wait == 0) bucket_.take(rate_, now);
        return wait;
    }

private:
    sender::Rate rate_;
    sender::TokenBucket bucket_;
    sender::CircuitBreaker breaker_;
    taskflow::Instant stopped_at_ = 0;  ///< the last time
    taskflow::Instant stopped_until_ = 0;
    billing::Reason stopped_for_ = billing::Reason::ok;
    taskflow::Instant held_until_ = 0;
    taskflow::Instant capped_until_ = 0;
};

}  // namespace kazi::gateway::payer
