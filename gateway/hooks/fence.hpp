// SPDX-License-Identifier: Apache-2.0
// A fence against floods of callbacks, of a whole route and of one number, and an alarm that does
// not become a flood itself. Values and a clock that is handed in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "taskflow/ids.hpp"

namespace kazi::gateway::hooks {

/// So many in a span of time on average, and `burst` at once.
class Pace {
public:
    Pace() = default;  ///< lets everything through
    /// `count` of 0 lets everything through.
    Pace(int count, taskflow::Instant span_us, int burst);

    /// Takes one, if there is one. `used_until` is what is remembered of the one whose pace it is;
    /// when it has passed there is nothing to remember.
    [[nodiscard]] bool take(taskflow::Instant& used_until, taskflow::Instant now) const;
    [[nodiscard]] bool is_open() const { return spacing_us_ == 0; }

private:
    taskflow::Instant spacing_us_ = 0;
    taskflow::Instant tolerance_us_ = 0;
};

struct FenceSettings {
    int callbacks_per_second = 0;     ///< of the route; 0: no fence, here and below
    int turns_per_number_minute = 0;  ///< USSD: no thumb is faster
    int sms_per_number_hour = 0;      ///< no person writes more, but another machine may
};

/// Lives as long as its route. A number is whatever stands for it.
class Fence {
public:
    Fence() = default;
    explicit Fence(const FenceSettings& settings);

    /// One more callback of the route: false says that there are too many.
    [[nodiscard]] bool admit(taskflow::Instant now);
    /// One more key of that number, one more SMS.
    [[nodiscard]] bool admit_turn(std::uint64_t number, taskflow::Instant now);
    [[nodiscard]] bool admit_sms(std::uint64_t number, taskflow::Instant now);

    [[nodiscard]] std::size_t numbers() const { return turns_.until.size() + sms_.until.size(); }

    /// More than these are not told apart: then only the route's own fence holds.
    static constexpr std::size_t numbers_max = 100'000;

private:
    struct Used {
        std::unordered_map<std::uint64_t, taskflow::Instant> until;
        taskflow::Instant next_sweep_at = 0;
    };
    static void sweep(Used& used, taskflow::Instant now);
    [[nodiscard]] static bool admit_number(const Pace& pace, Used& used, std::uint64_t number,
                                           taskflow::Instant now);

    Pace route_;
    Pace per_turn_;
    Pace per_sms_;
    taskflow::Instant route_used_until_ = 0;
    Used turns_;
    Used sms_;
};

/// Rings at the first time and then once a minute at most.
class Alarm {
public:
    /// One more. How many there were since it rang last, when it rings now.
    [[nodiscard]] std::optional<std::uint64_t> ring(taskflow::Instant now);

private:
    std::uint64_t silent_ = 0;
    taskflow::Instant quiet_until_ = 0;
};

}  // namespace kazi::gateway::hooks
