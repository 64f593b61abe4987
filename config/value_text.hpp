// SPDX-License-Identifier: Apache-2.0
// How single values are written in the configuration: amounts, times of day, names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::config {

/// Decimal text without sign or exponent ("0.80", "20") in micro-units.
/// Fails: other characters, more than six decimals, more than 9,000,000,000 units.
[[nodiscard]] std::optional<std::int64_t> parse_amount_micro(std::string_view text);

/// "HH:MM", 00:00 to 23:59, in minutes after midnight.
[[nodiscard]] std::optional<int> parse_minute_of_day(std::string_view text);

/// True for 1 to 32 of a-z, 0-9 and hyphen, neither first nor last a hyphen: a name that may stand
/// in a hook's path, in a key of the store and in a metric.
[[nodiscard]] bool is_plain_name(std::string_view text);

/// The candidate that is most probably meant by a mistyped word, if one is near enough.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 const std::vector<std::string>& candidates);

}  // namespace kazi::config
