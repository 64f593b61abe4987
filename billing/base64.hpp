// SPDX-License-Identifier: Apache-2.0
// Base64, as credentials, signatures and vectors carry bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kazi::billing {

/// Reads padded standard base64; nothing for anything else.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

/// Reads unpadded base64 of the alphabet that is safe in addresses; nothing for anything else.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

/// Writes padded standard base64.
[[nodiscard]] std::string to_base64(std::string_view bytes);

}  // namespace kazi::billing
