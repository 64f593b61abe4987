// SPDX-License-Identifier: Apache-2.0
// Digests and keyed digests, and the comparison that takes the same time for every guess.
#pragma once

#include <string>
#include <string_view>

namespace kazi::billing {

/// Raw bytes: 32, 32 and 64 of them.
[[nodiscard]] std::string sha256(std::string_view bytes);
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes);
[[nodiscard]] std::string hmac_sha512(std::string_view key, std::string_view bytes);

/// Compares in a time that depends on the lengths alone. An empty secret equals nothing.
[[nodiscard]] bool same_secret(std::string_view left, std::string_view right);

}  // namespace kazi::billing
