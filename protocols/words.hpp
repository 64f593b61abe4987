// SPDX-License-Identifier: Apache-2.0
// ASCII letters and blanks, free of locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kazi::protocols {

[[nodiscard]] constexpr char lower_case(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// ASCII letters in lower case, everything else as it is.
[[nodiscard]] std::string lower_case(std::string_view text);

[[nodiscard]] bool equal_ignoring_case(std::string_view left, std::string_view right);

/// Without blanks (space, TAB, CR, LF) at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// True for text of digits only, at least one.
[[nodiscard]] bool is_digits(std::string_view text);

/// The number that digits write, without sign or blank; empty for anything else or too large.
[[nodiscard]] std::optional<std::int64_t> parse_whole_number(std::string_view digits);

}  // namespace kazi::protocols
