// SPDX-License-Identifier: Apache-2.0
// The hash that Airtel may put beside a callback's transaction.
#pragma once

#include <string_view>

namespace kazi::billing {

/// True when `hash` is the base64 of HMAC-SHA-256 over the transaction object. Which form of it is
/// meant is not published: the bytes as they came, or the same without blanks between them.
[[nodiscard]] bool airtel_hash_valid(std::string_view body, std::string_view secret);

}  // namespace kazi::billing
