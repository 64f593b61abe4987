// SPDX-License-Identifier: Apache-2.0
// Questions that several tests ask, and a short notation for what came of an answer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "taskflow/question/asked.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::taskflow::question::samples {

inline Question choice(std::vector<std::string> english, std::vector<std::string> swahili) {
    Question asked;
    asked.type = QuestionType::choice;
    for (std::size_t nth = 0; nth < english.size(); ++nth) {
        asked.labels.push_back("label-" + std::to_string(nth));
    }
    asked.texts["en"] = {"Which is it?", std::move(english)};
    asked.texts["sw"] = {"Ni ipi?", std::move(swahili)};
    return asked;
}

inline Question of_type(QuestionType type) {
    Question asked;
    asked.type = type;
    asked.texts["en"] = {"What is it?", {}};
    asked.texts["sw"] = {"Ni nini?", {}};
    return asked;
}

inline Question number(std::int64_t minimum, std::int64_t maximum) {
    Question asked = of_type(QuestionType::number);
    asked.limits.minimum = std::to_string(minimum);
    asked.limits.maximum = std::to_string(maximum);
    return asked;
}

inline Understanding read(const Question& asked, const Language& language, std::string_view typed) {
    return understand(asked, {}, language, {}, typed);
}

/// What typed words come to: "option 1" of a list, "kept 30", "dont_know", "out_of_range" or
/// "unsure".
inline std::string outcome(const Question& asked, const Language& language,
                           std::string_view typed) {
    const Understanding understanding = read(asked, language, typed);
    const auto given = given_by(asked, understanding);
    if (!given) return std::string(outcome_name(understanding.outcome));
    return given->text.empty() ? "option " + std::to_string(given->option + 1)
                               : "kept " + given->text;
}

}  // namespace kazi::taskflow::question::samples
