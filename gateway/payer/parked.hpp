// SPDX-License-Identifier: Apache-2.0
// Notices about a payment that we don't know yet, kept until its reference is recorded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::gateway::payer {

inline constexpr std::uint32_t parked_kept_s = 86'400;
inline constexpr std::size_t parked_notices_max = 8;

/// A callback as it came, for the codec to read once more.
struct Notice {
    std::string content_type;
    std::string body;

    friend bool operator==(const Notice&, const Notice&) = default;
};

/// All that was told of one reference, in the order it came: a later word must not hide an earlier
/// one that contradicts it.
struct Parked {
    std::uint32_t version = 0;  ///< of the stored value; 0: none
    std::vector<Notice> notices;

    friend bool operator==(const Parked&, const Parked&) = default;
};

[[nodiscard]] std::string pack_parked(const Parked& parked, std::uint32_t version);
/// Fails (nullopt) on bytes that no version of this code wrote.
[[nodiscard]] std::optional<Parked> parked_from(std::string_view bytes);

/// With one more notice. A repeated one is kept once; nothing when there is no more room.
[[nodiscard]] std::optional<Parked> with_notice(Parked parked, Notice notice);

}  // namespace kazi::gateway::payer
