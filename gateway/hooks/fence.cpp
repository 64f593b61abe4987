// SPDX-License-Identifier: Apache-2.0
// A pace is kept by one number: until when its takers have used it up. Each one taken moves that on
// by the spacing; who is ahead of the clock by more than the burst has to wait.
#include "gateway/hooks/fence.hpp"

#include <algorithm>
#include <utility>

namespace kazi::gateway::hooks {

using taskflow::Instant;

namespace {

constexpr Instant alarm_every_us = taskflow::minute_us;

}  // namespace

Pace::Pace(int count, Instant span_us, int burst)
    : spacing_us_(count == 0 ? 0 : std::max<Instant>(span_us / count, 1)),
      tolerance_us_(spacing_us_ * (std::max(burst, 1) - 1)) {}

bool Pace::take(Instant& used_until, Instant now) const {
    if (is_open()) return true;
    if (used_until > now + tolerance_us_) return false;
    used_until = std::max(used_until, now) + spacing_us_;
    return true;
}

Fence::Fence(const FenceSettings& settings)
    : route_(settings.callbacks_per_second, taskflow::second_us, settings.callbacks_per_second),
      per_turn_(settings.turns_per_number_minute, taskflow::minute_us,
                settings.turns_per_number_minute / 2),
      per_sms_(settings.sms_per_number_hour, taskflow::hour_us, settings.sms_per_number_hour / 6) {}

bool Fence::admit(Instant now) {
    return route_.take(route_used_until_, now);
}

bool Fence::admit_turn(std::uint64_t number, Instant now) {
    return admit_number(per_turn_, turns_, number, now);
}

bool Fence::admit_sms(std::uint64_t number, Instant now) {
    return admit_number(per_sms_, sms_, number, now);
}

bool Fence::admit_number(const Pace& pace, Used& used, std::uint64_t number, Instant now) {
    if (pace.is_open()) return true;
    if (used.until.size() >= numbers_max) sweep(used, now);
    if (used.until.size() >= numbers_max && !used.until.contains(number)) return true;
    return pace.take(used.until[number], now);
}

// Whoever's time is past is as good as unknown. Looking at all of them costs something, so not for
// every callback of a flood.
void Fence::sweep(Used& used, Instant now) {
    if (now < used.next_sweep_at) return;
    used.next_sweep_at = now + taskflow::second_us;
    std::erase_if(used.until, [&](const auto& each) { return each.second <= now; });
}

std::optional<std::uint64_t> Alarm::ring(Instant now) {
    ++silent_;
    if (now < quiet_until_) return std::nullopt;
    quiet_until_ = now + alarm_every_us;
    return std::exchange(silent_, 0);
}

}  // namespace kazi::gateway::hooks
