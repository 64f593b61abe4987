// SPDX-License-Identifier: Apache-2.0
// Who may answer a campaign, and what an answer pays by its giver's level.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kazi::taskflow {

inline constexpr int level_max = 5;

/// What one answer costs from this level on.
struct LevelPay {
    std::uint8_t level = 2;
    std::int64_t pay_micro = 0;
    std::int64_t fee_micro = 0;

    friend bool operator==(const LevelPay&, const LevelPay&) = default;
};

/// A badge for who gave so many answers to gold here, so many of them right.
struct BadgeRule {
    std::string badge;  ///< empty: none is given
    std::uint16_t answers = 0;
    std::uint16_t right = 0;

    friend bool operator==(const BadgeRule&, const BadgeRule&) = default;
};

struct StandingTerms {
    std::uint8_t least_level = 1;
    std::vector<LevelPay> pays;            ///< ascending in level and pay, above the campaign's own
    std::vector<std::uint64_t> include{};  ///< as the client sees workers; sorted; empty: all
    std::vector<std::uint64_t> exclude{};  ///< sorted
    std::vector<std::string> badges{};     ///< all of which she needs
    BadgeRule gives{};

    friend bool operator==(const StandingTerms&, const StandingTerms&) = default;
};

/// True when this is nobody whom the client left out. `seen_as`: her name to this client.
[[nodiscard]] bool is_listed_for(const StandingTerms& terms, std::uint64_t seen_as);

/// True when she has every badge that is needed. `hers` is sorted.
[[nodiscard]] bool has_badges(const StandingTerms& terms, const std::vector<std::string>& hers);

}  // namespace kazi::taskflow
