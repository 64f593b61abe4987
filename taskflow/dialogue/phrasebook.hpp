// SPDX-License-Identifier: Apache-2.0
// The words of every language, as the dialogue uses them. Texts come from the message catalogues.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "taskflow/dialogue/phrases.hpp"
#include "taskflow/dialogue/vocabulary.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::taskflow::dialogue {

using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// All languages. A key that a language lacks falls back to the market's default language; a test
/// proves that the shipped catalogues lack none.
class Phrasebook {
public:
    explicit Phrasebook(std::map<Language, Phrases> languages, Language fallback);

    /// The text of a key with its `{placeholders}` filled. Stops the process on an unknown key:
    /// keys are written in code, and a test walks them all.
    [[nodiscard]] std::string say(const Language& language, std::string_view key,
                                  Values values = {}) const;

    /// The words for a command in one language; empty when it has none.
    [[nodiscard]] const std::vector<std::string>& words(const Language& language,
                                                        std::string_view key) const;
    [[nodiscard]] const std::map<Language, Phrases>& languages() const { return languages_; }

    /// What short messages mean, in all languages at once.
    [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }

private:
    std::map<Language, Phrases> languages_;
    Language fallback_;
    Vocabulary vocabulary_;
};

}  // namespace kazi::taskflow::dialogue
