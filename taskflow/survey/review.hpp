// SPDX-License-Identifier: Apache-2.0
// What a survey will be like for those who answer it, before anybody has to.
#pragma once

#include <string>
#include <vector>

#include "taskflow/dialogue/phrasebook.hpp"
#include "taskflow/survey/paths.hpp"
#include "taskflow/survey/survey.hpp"

namespace kazi::taskflow::survey {

struct Limits {
    int segments_max = 2;  ///< of a question as an SMS
    int pages_max = 3;     ///< of a question over USSD
    int ussd_chars_max = 160;
    int reading_max = 50;  ///< see `QuestionReview::reading`
};

/// One question in one language.
struct QuestionReview {
    std::string question;
    Language language;
    bool gsm = true;
    int segments = 1;
    int pages = 1;
    /// Words per sentence plus the share of words above six letters, in per cent (the readability
    /// index of Björnsson): below 30 easy, above 50 hard; 0 of a question too short to judge.
    int reading = 0;
    std::string blame;  ///< the word that makes it dear or hard; empty when nothing is
};

struct LanguageReview {
    Language language;
    std::vector<QuestionReview> questions;
    Paths paths;  ///< their cost in SMS segments, hers to us included
};

struct Review {
    std::vector<LanguageReview> languages;
    Faults faults;    ///< it must not be asked like this
    Faults warnings;  ///< it can be, but should it?
};

/// Needs: a survey that `check_structure` found nothing in.
[[nodiscard]] Review review(const Survey& survey, const dialogue::Phrasebook& phrases,
                            const Limits& limits);

}  // namespace kazi::taskflow::survey
