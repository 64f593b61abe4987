// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/question/asked.hpp"
#include "taskflow/standing/keeping.hpp"
#include "taskflow/tasks/interview.hpp"
#include "taskflow/tasks/interview_pack.hpp"
#include "taskflow/tasks/pack_screen.hpp"
#include "taskflow/tasks/question_screen.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

using Lines = std::vector<std::string>;

/// "1 Yes, 2 No"; of a rating its ends, "1-5".
std::string inline_answers(const Turn& turn, const Question& question, const Lines& lines) {
    std::string text;
    if (lines.empty()) {
        const auto range = question::range_of(question, local_day(turn));
        return range ? text.append(range->first).append("-").append(range->second) : text;
    }
    for (std::size_t nth = 0; nth < lines.size(); ++nth)
        text.append(nth == 0 ? "" : ", ")
            .append(std::to_string(nth + 1))
            .append(1, ' ')
            .append(lines[nth]);
    return text;
}

/// What the questions have in common stands below all of them, once.
bool share_answers(const std::vector<Lines>& all) {
    return !all.front().empty() &&
           std::ranges::all_of(all, [&](const Lines& each) { return each == all.front(); });
}

std::string survey_line(const Turn& turn, std::string_view key, const std::string& questions) {
    if (!is_interview_start(turn, *turn.asking)) return questions;
    const std::string pay = billing::format_money(price_of_answer(turn).pay);
    const auto first = key == keys::question_ask ? keys::survey_ask : key;
    return say(turn, first, {{"pay", pay}, {"question", std::string("\n").append(questions)}});
}

}  // namespace

dialogue::Screen interview_pack_screen(const Turn& turn, std::string_view key) {
    const std::string letters = open_survey_letters(turn);
    const std::vector<Question> questions = open_survey_questions(turn);
    std::vector<Lines> answers;
    for (const Question& each : questions)
        answers.push_back(lines_of_answers(turn, each, *turn.asking->item));
    const bool shared = share_answers(answers);
    Lines lines;
    for (std::size_t nth = 0; nth < questions.size(); ++nth) {
        const std::string& text = question::text_in(questions[nth], language_of(turn)).text;
        lines.push_back(readable(turn, text));
        if (!shared)
            lines.back()
                .append(" (")
                .append(inline_answers(turn, questions[nth], answers[nth]))
                .append(")");
    }
    dialogue::Screen screen;
    screen.body = survey_line(turn, key, by_letter(letters, lines)) + '\n' +
                  say(turn, keys::pack_reply, {{"example", example_for(letters)}});
    if (shared) add_choices(screen, turn, *turn.asking, keys::question_dont_know);
    if (!shared) screen.choices.push_back({"0", say(turn, keys::question_dont_know)});
    return screen;
}

}  // namespace kazi::taskflow
