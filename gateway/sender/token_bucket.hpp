// SPDX-License-Identifier: Apache-2.0
// A rate limit: so many a second, with a second's worth saved up at most.
#pragma once

#include <algorithm>
#include <cstdint>

namespace kazi::gateway::sender {

class TokenBucket {
public:
    /// `per_second` at least 1.
    explicit TokenBucket(int per_second) : per_second_(per_second), tokens_micro_(full()) {}

    /// Takes one at `now_us`. Returns 0 when there was one, else the microseconds to wait for it.
    [[nodiscard]] std::int64_t take(std::int64_t now_us) {
        if (last_us_ != 0 && now_us > last_us_)
            tokens_micro_ = std::min(full(), tokens_micro_ + (now_us - last_us_) * per_second_);
        last_us_ = std::max(last_us_, now_us);
        if (tokens_micro_ < one) return (one - tokens_micro_ + per_second_ - 1) / per_second_;
        tokens_micro_ -= one;
        return 0;
    }

private:
    static constexpr std::int64_t one = 1'000'000;
    [[nodiscard]] std::int64_t full() const { return one * per_second_; }

    std::int64_t per_second_;
    std::int64_t tokens_micro_;
    std::int64_t last_us_ = 0;
};

}  // namespace kazi::gateway::sender
