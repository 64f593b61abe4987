// SPDX-License-Identifier: Apache-2.0
// The version that stored values begin with: uint32, little endian; what VersionIs compares.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kazi::gateway::records {

inline constexpr std::size_t version_size = 4;

[[nodiscard]] inline std::string version_bytes(std::uint32_t version) {
    std::string bytes(version_size, '\0');
    for (unsigned i = 0; i < version_size; ++i)
        bytes[i] = static_cast<char>(version >> (8 * i));
    return bytes;
}

/// Fails (nullopt) when there are fewer than four bytes.
[[nodiscard]] inline std::optional<std::uint32_t> version_of(std::string_view bytes) {
    if (bytes.size() < version_size) return std::nullopt;
    std::uint32_t version = 0;
    for (unsigned i = 0; i < version_size; ++i)
        version |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[i])) << (8 * i);
    return version;
}

}  // namespace kazi::gateway::records
