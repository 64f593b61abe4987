// SPDX-License-Identifier: Apache-2.0
// Whether a gold item still tells who is right: its label may be wrong, its answer may have got
// about.
#pragma once

#include <cstdint>
#include <span>

#include "taskflow/ids.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::taskflow {

/// An answer to gold, in the order in which they were given.
struct GoldAnswer {
    WorkerId worker;
    std::uint16_t label = 0;
    std::uint16_t reliability_permille = 0;  ///< chance that she is right, by what was known then
    bool check = false;                      ///< see AnswerRecord

    friend bool operator==(const GoldAnswer&, const GoldAnswer&) = default;
};

enum class GoldHealth : std::uint8_t {
    sound,
    doubtful,  ///< who answered, weighed by how right they are elsewhere, are sure of another label
    leaked     ///< of late they all but agree, far beyond what they did before and are good for
};

[[nodiscard]] GoldHealth health_of(const Campaign& campaign, const GoldItem& gold,
                                   std::span<const GoldAnswer> answers);

}  // namespace kazi::taskflow
