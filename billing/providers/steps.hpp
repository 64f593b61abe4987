// SPDX-License-Identifier: Apache-2.0
// The rows of the table of first steps.
#pragma once

#include "billing/first_step.hpp"

namespace kazi::billing {

[[nodiscard]] FirstSteps mojaloop_fspiop_steps();
[[nodiscard]] FirstSteps paystack_steps();

}  // namespace kazi::billing
