// SPDX-License-Identifier: Apache-2.0
// When the next payment may leave: the provider's rate, and the pauses its trouble brings about.
#pragma once

#include <algorithm>

#include "gateway/sender/token_bucket.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::payer {

class ProviderQueue {
public:
    explicit ProviderQueue(int payouts_per_second)
        : rate_(sender::Rate::per_second(std::max(payouts_per_second, 1))) {}

    /// The provider refused us as a customer: nothing leaves until then, repeats included.
    void stop_until(taskflow::Instant at) { stopped_until_ = std::max(stopped_until_, at); }
    /// The provider can't be reached: nothing new leaves until then, repeats go on as probes.
    void hold_back_until(taskflow::Instant at) { held_until_ = std::max(held_until_, at); }

    [[nodiscard]] taskflow::Instant stopped_until() const { return stopped_until_; }
    [[nodiscard]] taskflow::Instant open_at() const {
        return std::max(stopped_until_, held_until_);
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
    taskflow::Instant stopped_until_ = 0;
    taskflow::Instant held_until_ = 0;
};

}  // namespace kazi::gateway::payer
