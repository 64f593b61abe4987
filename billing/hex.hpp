// SPDX-License-Identifier: Apache-2.0
// Bytes as lower-case hexadecimal text, and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kazi::billing {

[[nodiscard]] std::string to_hex(std::string_view bytes);

/// Nothing when the text has an odd length or a character that is not a lower-case hex digit.
[[nodiscard]] std::optional<std::string> from_hex(std::string_view text);

}  // namespace kazi::billing
