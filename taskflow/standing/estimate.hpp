// SPDX-License-Identifier: Apache-2.0
// How right a worker is, as far as it is known today: sums that age, and their lower bound.
#pragma once

#include <cstdint>
#include <span>

#include "taskflow/quality/family.hpp"
#include "taskflow/standing/worker_standing.hpp"

namespace kazi::taskflow {

/// After so many days what was seen of her weighs half.
inline constexpr int half_life_days = 90;

/// `value` after so many days. Whole numbers throughout: the same on every machine, and aging by
/// two days is aging by one twice, but for rounding.
[[nodiscard]] std::uint64_t aged(std::uint64_t value, std::uint32_t days);

/// What is known of her in a family on this local day: what her record holds, aged, and what was
/// counted of her since.
[[nodiscard]] FamilyStanding standing_in(const WorkerStanding& standing,
                                         const quality::FamilyCounts& counts, std::uint16_t day);

/// Takes all of her counts into her record, as of this day.
void take_stock(WorkerStanding& standing, std::span<const quality::FamilyCounts> counts,
                std::uint16_t day);

/// How often she is right at least, in thousandths: the lower end of Wilson's interval at two
/// standard deviations. 0 for whom nothing is known of. Below or at the share of right answers.
[[nodiscard]] int right_at_least_permille(std::uint64_t right_milli, std::uint64_t seen_milli);

/// How unsure we are of her, from 1 (nothing is known) down to 0: the standard deviation of a beta
/// posterior beside that of its prior.
[[nodiscard]] double uncertainty(std::uint64_t right_milli, std::uint64_t seen_milli);

}  // namespace kazi::taskflow
