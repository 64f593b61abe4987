// SPDX-License-Identifier: Apache-2.0
// Parts of an amount: fees, commissions, reserves.
#pragma once

#include <cstdint>

#include "billing/money.hpp"

namespace kazi::billing {

/// `share_ppm` millionths of an amount, rounded down, so that no part is paid out of nothing.
/// Neither is below zero.
[[nodiscard]] Money share_of(Money amount, std::int64_t share_ppm);

}  // namespace kazi::billing
