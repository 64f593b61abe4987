// SPDX-License-Identifier: Apache-2.0
// What a worker's record keeps of the question how long an answer by SMS took her.
#pragma once

#include <cstdint>

#include "taskflow/ids.hpp"

namespace kazi::taskflow {

struct EffortAsked {
    std::uint32_t campaign = 0;  ///< the answer's; 0: nothing is open
    Instant at = 0;              ///< the last time, for as long as she may not be asked again

    friend bool operator==(const EffortAsked&, const EffortAsked&) = default;
};

}  // namespace kazi::taskflow
