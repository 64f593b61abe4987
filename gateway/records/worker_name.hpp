// SPDX-License-Identifier: Apache-2.0
// The name that one client knows a worker by, as it is shown and kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kazi::gateway::records {

/// A name's size: every answer in a result carries one. Of 100,000 workers of a client two share a
/// name with odds of one in 56,000.
inline constexpr std::size_t worker_name_bytes = 6;
inline constexpr std::uint64_t worker_name_mask = (std::uint64_t{1} << (8 * worker_name_bytes)) - 1;

/// Twelve hexadecimal digits.
[[nodiscard]] std::string worker_name_text(std::uint64_t name);
/// None unless it is twelve hexadecimal digits.
[[nodiscard]] std::optional<std::uint64_t> worker_name_from(std::string_view text);

}  // namespace kazi::gateway::records
