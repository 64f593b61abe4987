// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace kazi::billing {

inline constexpr std::int64_t us_per_s = 1'000'000;

}  // namespace kazi::billing
