// SPDX-License-Identifier: Apache-2.0
// Who and what a task is about.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

namespace kazi::taskflow {

/// A worker: a keyed hash of the MSISDN, 16 raw bytes. Never the number itself.
struct WorkerId {
    std::array<std::uint8_t, 16> bytes{};

    friend bool operator==(const WorkerId&, const WorkerId&) = default;
    friend auto operator<=>(const WorkerId&, const WorkerId&) = default;
};

/// 32 lower-case hex digits.
[[nodiscard]] std::string to_hex(const WorkerId& id);

/// The n-th item of a campaign. Campaigns are numbered within their cell, from 1.
struct ItemRef {
    std::uint32_t campaign = 0;
    std::uint32_t index = 0;

    friend bool operator==(const ItemRef&, const ItemRef&) = default;
    friend auto operator<=>(const ItemRef&, const ItemRef&) = default;
};

/// Microseconds since the Unix epoch, UTC.
using Instant = std::int64_t;
inline constexpr Instant second_us = 1'000'000;
inline constexpr Instant minute_us = 60 * second_us;
inline constexpr Instant hour_us = 60 * minute_us;
inline constexpr Instant day_us = 24 * hour_us;

}  // namespace kazi::taskflow
