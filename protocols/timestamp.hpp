// SPDX-License-Identifier: Apache-2.0
// Times as callbacks tell them. They are kept for people; nothing is ever decided by them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kazi::protocols {

/// What to make of a time without a zone.
enum class WithoutZone : std::uint8_t { refuse, utc };

/// Unix seconds of "2024-03-05T07:09:11Z", also with a blank for the T, a fraction (cut off) or an
/// offset. Empty when it is no such time.
[[nodiscard]] std::optional<std::int64_t> parse_rfc3339(std::string_view text, WithoutZone zone);

/// Unix seconds of a time as JavaScript writes it: "Tue Mar 05 2024 07:09:11 GMT+0000 (UTC)".
[[nodiscard]] std::optional<std::int64_t> parse_javascript_time(std::string_view text);

/// Unix seconds of digits that are seconds, or milliseconds when above 10^11.
[[nodiscard]] std::optional<std::int64_t> parse_unix_time(std::string_view digits);

/// "2024-03-05T07:09:11Z".
[[nodiscard]] std::string format_rfc3339(std::int64_t unix_s);

}  // namespace kazi::protocols
