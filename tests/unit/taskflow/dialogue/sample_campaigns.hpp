// SPDX-License-Identifier: Apache-2.0
// The market, the words and the campaigns that the dialogue's tests play with.
#pragma once

#include <vector>

#include "taskflow/context.hpp"
#include "taskflow/dialogue/phrasebook.hpp"

namespace kazi::taskflow {

/// The shipped catalogues, Swahili first in the market.
const dialogue::Phrasebook& shipped_phrases();

/// Kenya, with a first top-up of KES 5.
Market sample_market();

/// Running, KES 2.00 an answer, three answers an item, in both languages; one question a message.
Campaign sample_campaign(QuestionType type, std::uint32_t number = 1);

/// The same with as many questions in an SMS as a worker gets along with.
Campaign packed_campaign(QuestionType type);

/// Running, KES 2.00 an interview by tests/golden/survey/farm.json.
Campaign sample_survey_campaign();

/// Two of them for `sample_campaign(QuestionType::choice)`: a shop and a school, KES 1.00 each.
Lessons sample_lessons();

/// Two questions about herself, KES 0.50 each, one after every two answers: crop and transport.
ProfileRules sample_profile();

/// Items with a {name} to ask about.
std::vector<Item> sample_items(std::size_t count);

}  // namespace kazi::taskflow
