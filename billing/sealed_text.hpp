// SPDX-License-Identifier: Apache-2.0
// Secrets that have to be stored for other processes: readable only by who holds the key.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kazi::billing {

inline constexpr std::size_t seal_nonce_size = 12;

/// AES-256-GCM under a key derived from `key`; the nonce comes first. A nonce is never used twice
/// with one key. `place` is where it will stand: sealed for one place, it can't be read at another.
[[nodiscard]] std::string seal(std::string_view key, std::string_view nonce, std::string_view place,
                               std::string_view text);

/// Nothing: another key, another place, or somebody changed it.
[[nodiscard]] std::optional<std::string> unseal(std::string_view key, std::string_view place,
                                                std::string_view sealed);

}  // namespace kazi::billing
