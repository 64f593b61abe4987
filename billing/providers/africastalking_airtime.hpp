// SPDX-License-Identifier: Apache-2.0
// Africa's Talking Airtime: its row of the provider table.
#pragma once

#include "billing/provider.hpp"

namespace kazi::billing {

[[nodiscard]] Provider africastalking_airtime();

}  // namespace kazi::billing
