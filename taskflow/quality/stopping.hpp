// SPDX-License-Identifier: Apache-2.0
// When an item has enough: one rule for files of recorded answers and for campaigns that run.
#pragma once

#include <cstdint>

namespace kazi::taskflow::quality {

enum class ItemStatus : std::uint8_t {
    open,
    settled,  ///< sure enough
    full,     ///< has its maximum of answers, and is not sure
    given_up  ///< as sure as this crowd can make it, which is not sure enough
};

struct StopRule {
    double stop_at = 0.95;  ///< chance of being right
    std::uint32_t answers_min = 2;
    std::uint32_t answers_max = 255;
    bool out_of_reach = false;  ///< gold says that this crowd is never right so often
    bool unproven = false;      ///< gold doesn't show that what is so sure is right so often
};

/// `belief`: the posterior of the best label; `confidence`: the same after correction by gold.
[[nodiscard]] ItemStatus status_of(const StopRule& rule, std::size_t answers, double belief,
                                   double confidence);

}  // namespace kazi::taskflow::quality
