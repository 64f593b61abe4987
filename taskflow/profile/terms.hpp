// SPDX-License-Identifier: Apache-2.0
// What a market asks about its workers, and what a campaign makes of the answers.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "taskflow/profile/profile.hpp"

namespace kazi::taskflow {

/// A question about herself in one language; options answer it.
struct ProfileWording {
    std::string text;
    std::vector<std::string> options;
};

struct ProfileQuestion {
    std::string key;                              ///< "transport": names it for ever
    std::vector<std::string> labels;              ///< what targeting calls each option
    std::map<std::string, ProfileWording> texts;  ///< by language
    std::int64_t pay_micro = 0;                   ///< from the operator's funds
};

/// One question after so many answers of hers, until all were asked.
struct ProfileRules {
    std::vector<ProfileQuestion> questions;
    std::uint32_t every_answers = 5;
};

/// Whom a campaign is for: of each key named, one of the labels. Empty: for everybody.
struct Targeting {
    std::map<std::string, std::vector<std::string>> profile;

    /// True when she said something that fits, for each key.
    [[nodiscard]] bool fits(const Profile& hers) const;
};

}  // namespace kazi::taskflow
