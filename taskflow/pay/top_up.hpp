// SPDX-License-Identifier: Apache-2.0
// Her answers took longer than their pay was meant for: what lacks to the floor is hers, too.
#pragma once

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Credits it from the campaign's escrow and tells her, when she may be written to. Whoever was
/// forgotten meanwhile gets nothing: nobody could pay it out.
void on_topped_up(Turn& turn, const WagesToppedUp& topped);

}  // namespace kazi::taskflow
