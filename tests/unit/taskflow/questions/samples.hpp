// SPDX-License-Identifier: Apache-2.0
// Questions that several tests ask, and a short notation for what came of an answer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "taskflow/campaign.hpp"
#include "taskflow/question/read_answer.hpp"

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
    asked.minimum = minimum;
    asked.maximum = maximum;
    return asked;
}

/// "option 1", "number 30", "text nairobi", "dont-know", "out-of-range" or "unreadable".
inline std::string outcome(const Reading& reading) {
    if (const auto* chosen = std::get_if<Chosen>(&reading)) {
        return "option " + std::to_string(chosen->option + 1);
    }
    if (const auto* read = std::get_if<Number>(&reading)) {
        return "number " + std::to_string(read->value);
    }
    if (const auto* text = std::get_if<Text>(&reading)) return "text " + text->normalised;
    if (std::holds_alternative<DontKnow>(reading)) return "dont-know";
    return std::get<Unreadable>(reading).out_of_range ? "out-of-range" : "unreadable";
}

}  // namespace kazi::taskflow::question::samples
