// SPDX-License-Identifier: Apache-2.0
// SipHash-2-4: a short keyed hash, made for tables that strangers fill.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kazi::gateway::engine {

/// `key`: 128 secret bits, as two little-endian words.
[[nodiscard]] std::uint64_t siphash(const std::array<std::uint64_t, 2>& key, std::string_view text);

}  // namespace kazi::gateway::engine
