// SPDX-License-Identifier: Apache-2.0
// Gold of a campaign: items whose label is known, and how often a worker is asked one.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace kazi::taskflow {

/// Stored: append only.
enum class GoldState : std::uint8_t {
    active = 0,
    suspended = 1,  ///< workers who are good elsewhere fail it: its label is probably wrong
    retired = 2     ///< its answer seems to have got about
};

struct GoldItem {
    std::uint32_t index = 0;
    std::uint16_t label = 0;
    GoldState state = GoldState::active;
    bool grown = false;  ///< settled by workers, and not known beforehand

    friend bool operator==(const GoldItem&, const GoldItem&) = default;
};

/// Which settled items become gold themselves.
struct GoldGrowth {
    std::uint32_t hold_hours = 0;  ///< after they were settled; 0: none does
    std::uint32_t confidence_ppm = 995'000;
    std::uint16_t answers = 3;

    friend bool operator==(const GoldGrowth&, const GoldGrowth&) = default;
};

struct GoldTerms {
    bool wanted = false;  ///< else gold is asked where it lies among the other items
    /// Of a worker's questions, in millionths: the more, the less is known of her.
    std::uint32_t share_least_ppm = 20'000;
    std::uint32_t share_most_ppm = 200'000;
    /// How many workers may be asked an uploaded item beyond those whose answers settle it.
    std::uint8_t checks = 20;
    GoldGrowth growth{};
    std::vector<GoldItem>
        items{};  ///< a place keeps its meaning: those that come later stand behind

    friend bool operator==(const GoldTerms&, const GoldTerms&) = default;
};

inline constexpr std::size_t gold_items_max = 2'000;

/// Where this item stands in the list.
[[nodiscard]] std::optional<std::size_t> gold_place(const GoldTerms& terms, std::uint32_t index);

/// The label that it is checked by; nothing: it is no gold, or not any more.
[[nodiscard]] std::optional<std::uint16_t> gold_label(const GoldTerms& terms, std::uint32_t index);

}  // namespace kazi::taskflow
