// SPDX-License-Identifier: Apache-2.0
// Base64, as vectors carry bodies that are not UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kazi::billing {

/// Reads padded standard base64; nothing for anything else.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace kazi::billing
