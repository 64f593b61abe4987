// SPDX-License-Identifier: Apache-2.0
// Digests and keyed digests, by OpenSSL.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kazi::protocols {

/// The old two are there for aggregators that sign with nothing better.
enum class DigestKind : std::uint8_t { md5, sha1, sha256, sha512 };

/// Raw bytes.
[[nodiscard]] std::string digest(DigestKind kind, std::string_view bytes);
[[nodiscard]] std::string hmac(DigestKind kind, std::string_view secret, std::string_view bytes);

/// Lower-case hex.
[[nodiscard]] std::string to_hex(std::string_view bytes);

}  // namespace kazi::protocols
