// SPDX-License-Identifier: Apache-2.0
// Proof that a callback comes from whom it says: digests, constant-time comparison, and the three
// ways to ask for proof that several dialects share.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "protocols/message.hpp"
#include "protocols/refusal.hpp"

namespace kazi::protocols {

/// Lower-case hex.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);
[[nodiscard]] std::string hmac_sha256_hex(std::string_view secret, std::string_view bytes);

/// Compares in a time that depends on the lengths only.
[[nodiscard]] bool equal_in_constant_time(std::string_view left, std::string_view right);

/// How far a signed callback's clock may be from ours.
inline constexpr std::int64_t signature_window_s = 300;

/// True for Unix seconds, as digits, within that window of `now_s`.
[[nodiscard]] bool is_within_window(std::string_view timestamp, std::int64_t now_s);

/// True when the text is one of the secrets, in constant time. An empty secret matches nothing.
[[nodiscard]] bool matches_any(std::string_view candidate, std::span<const std::string> secrets);

/// "v1=" and the hex HMAC-SHA256 of timestamp, dot, and the signed bytes.
[[nodiscard]] std::string sign(std::string_view secret, std::string_view timestamp,
                               std::string_view bytes);

/// Checks X-Kazi-Timestamp and X-Kazi-Signature over the body, or over the raw query of a GET. Any
/// of several signatures may match any of the secrets. Fails with 403.
[[nodiscard]] std::optional<Refusal> check_signature(const Callback& callback,
                                                     std::span<const std::string> secrets,
                                                     std::int64_t now_s);

/// Checks HTTP Basic with that user name and any of the secrets as password. Fails with 403.
[[nodiscard]] std::optional<Refusal> check_basic(const Callback& callback,
                                                 std::string_view username,
                                                 std::span<const std::string> secrets);

/// Checks that a segment of the path, or the query's `key`, is one of the secrets. Fails with 403.
[[nodiscard]] std::optional<Refusal> check_target_secret(const Callback& callback,
                                                         std::span<const std::string> secrets);

}  // namespace kazi::protocols
