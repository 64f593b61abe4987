// SPDX-License-Identifier: Apache-2.0
// A rate limit as two values: the rate, which many buckets may share, and the bucket, which is one
// point in time.
#pragma once

#include <algorithm>
#include <cstdint>

namespace kazi::gateway::sender {

/// So many at once, then one every `interval_us`.
struct Rate {
    std::int64_t interval_us = 0;  ///< 0: no limit
    std::int64_t burst = 1;

    /// `count` in each period and a period's worth saved up at most; 0: no limit.
    [[nodiscard]] static constexpr Rate of(std::int64_t count, std::int64_t period_us) {
        if (count <= 0) return {};
        return {(period_us + count - 1) / count, count};
    }
    [[nodiscard]] static constexpr Rate per_second(std::int64_t count) {
        return of(count, 1'000'000);
    }
    [[nodiscard]] static constexpr Rate per_minute(std::int64_t count) {
        return of(count, 60'000'000);
    }
    [[nodiscard]] constexpr bool limits() const { return interval_us > 0; }

    friend bool operator==(const Rate&, const Rate&) = default;
};

class TokenBucket {
public:
    /// Microseconds from `now_us` until `count` tokens are there; 0: now. `count` is at most
    /// the rate's burst.
    [[nodiscard]] std::int64_t wait(const Rate& rate, std::int64_t now_us,
                                    std::int64_t count = 1) const {
        const std::int64_t missing = std::max(full_at_us_, now_us) - now_us;
        return std::max<std::int64_t>(missing + (count - rate.burst) * rate.interval_us, 0);
    }

    /// Takes `count`, there or not: what is owed is waited for by the next one.
    void take(const Rate& rate, std::int64_t now_us, std::int64_t count = 1) {
        full_at_us_ = std::max(full_at_us_, now_us) + count * rate.interval_us;
    }

    /// Nobody could tell it from a new one.
    [[nodiscard]] bool full(std::int64_t now_us) const { return full_at_us_ <= now_us; }

private:
    std::int64_t full_at_us_ = 0;
};

}  // namespace kazi::gateway::sender
