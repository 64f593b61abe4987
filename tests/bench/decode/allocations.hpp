// SPDX-License-Identifier: Apache-2.0
// How often memory was asked for so far, in this process and on any thread.
#pragma once

#include <cstdint>

namespace kazi::bench {

[[nodiscard]] std::uint64_t allocations();

}  // namespace kazi::bench
