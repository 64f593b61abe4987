// SPDX-License-Identifier: Apache-2.0
// A campaign's question as something to be understood, and an answer as it is kept.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "taskflow/question/understanding.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::taskflow::question {

/// An answer in the one form that is compared, counted and stored.
struct Given {
    std::uint16_t option = 0;  ///< which of the list, where there is one
    std::string text;          ///< else the answer itself, so written that the same is the same:
                               ///< "2.5", "1 3", "2026-03-12", words in lower case
};

/// The states that such a question lets her choose from, in the order of the screen; empty for the
/// kinds that have none.
[[nodiscard]] std::span<const Fact> listed_facts(const Question& question);

/// True when every answer is one of a list: of the options, or of the states.
[[nodiscard]] bool is_listed(const Question& question);

/// How many different answers the answer model assumes.
[[nodiscard]] std::uint32_t class_count(const Question& question);

/// Her language's words, or those of the first language that has some. Needs: a text.
[[nodiscard]] const QuestionText& text_in(const Question& question, const Language& language);

/// The form that an answer is read by. Needs: a question that passed `check_question`.
[[nodiscard]] Form form_in(const Question& question, const Language& language,
                           std::chrono::sys_days today);

/// What she typed, about this item.
[[nodiscard]] Understanding understand(const Question& question, const Item& item,
                                       const Language& language, std::chrono::sys_days today,
                                       std::string_view typed);

/// The answer that was understood; nothing when there is none.
[[nodiscard]] std::optional<Given> given_by(const Question& question,
                                            const Understanding& understanding);

/// The least and the most that may be answered, as she would write them; nothing when one of them
/// is not set. A rating has a scale of its own where none is set.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> range_of(
    const Question& question, std::chrono::sys_days today);

/// True when she is to be asked once more.
[[nodiscard]] inline bool is_puzzling(const Understanding& understanding) {
    return understanding.outcome == Outcome::unsure ||
           understanding.outcome == Outcome::out_of_range;
}

/// "1 3": the options of a kept answer to a multiple choice or a ranking; empty: "none".
[[nodiscard]] std::vector<std::size_t> picked(const std::string& text);

/// An answer as results tell it: the client's labels for options, otherwise the kept text.
/// `labels`: the kept texts that the item was given.
[[nodiscard]] std::string result_text(const Question& question,
                                      const std::vector<std::string>& labels, std::uint16_t label);

}  // namespace kazi::taskflow::question
