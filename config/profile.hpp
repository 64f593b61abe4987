// SPDX-License-Identifier: Apache-2.0
// What a market asks its workers about themselves.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace kazi::config {

/// [market.NAME.profile.questions.KEY.LANGUAGE]
struct ProfileText {
    std::string question;
    std::vector<std::string> options;
};

/// [market.NAME.profile.questions.KEY]
struct ProfileQuestion {
    std::string key;
    std::int64_t pay_micro = 0;
    std::vector<std::string> labels;           ///< what targeting calls the options
    std::map<std::string, ProfileText> texts;  ///< in each of the market's languages
};

/// [market.NAME.profile]
struct Profile {
    std::uint32_t every_answers = 5;         ///< of hers, one question
    std::vector<ProfileQuestion> questions;  ///< in the order of their keys
};

}  // namespace kazi::config
