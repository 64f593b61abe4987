// SPDX-License-Identifier: Apache-2.0
// Ports for programs that have to find each other again after one of them was killed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kazi::tests {

/// Different ports of 127.0.0.1 on which nobody listens now. Throws when the system has none.
[[nodiscard]] std::vector<std::uint16_t> free_ports(std::size_t count);

}  // namespace kazi::tests
