// SPDX-License-Identifier: Apache-2.0
// GLAD: workers are more or less able, items more or less easy, and the chance to be right grows
// with the product of both.
#pragma once

#include "taskflow/quality/beliefs.hpp"
#include "taskflow/quality/recording.hpp"

namespace kazi::taskflow::quality {

/// Whitehill and others, 2009: expectation and maximisation, the second by gradient steps, with
/// normal priors for a worker's ability and the logarithm of an item's ease, both around 1.
/// Classes are equally frequent. Wrong answers are even over the other labels.
[[nodiscard]] Beliefs glad(const Recording& recording);

}  // namespace kazi::taskflow::quality
