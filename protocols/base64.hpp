// SPDX-License-Identifier: Apache-2.0
// RFC 4648 base64 with padding, as HTTP Basic authentication uses it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kazi::protocols {

[[nodiscard]] std::string base64_encode(std::string_view bytes);

/// Empty when the text is not base64: a foreign character, a length that is no multiple of four,
/// padding elsewhere than at the end.
[[nodiscard]] std::optional<std::string> base64_decode(std::string_view text);

}  // namespace kazi::protocols
