// SPDX-License-Identifier: Apache-2.0
// A campaign's question in her language, with the item's words in it.
#include "taskflow/tasks/question_screen.hpp"

#include <array>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/question/asked.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/standing/keeping.hpp"
#include "taskflow/tasks/interview.hpp"
#include "taskflow/tasks/interview_pack.hpp"
#include "taskflow/tasks/pack_screen.hpp"
#include "taskflow/tasks/packing.hpp"
#include "taskflow/tasks/tag.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;
using dialogue::Choice;
using dialogue::Screen;

std::string_view key_of(question::Fact fact) {
    constexpr std::array keys_of_facts{
        keys::question_yes,    keys::question_no,         keys::answer_right, keys::answer_wrong,
        keys::answer_in_stock, keys::answer_out_of_stock, keys::answer_open,  keys::answer_closed,
        keys::answer_moved,    keys::answer_absent};
    return keys_of_facts.at(static_cast<std::size_t>(fact));
}

std::string say_rating(const Turn& turn, const Question& question) {
    const auto scale = question::range_of(question, local_day(turn));
    return say(turn, keys::reply_rating, {{"minimum", scale->first}, {"maximum", scale->second}});
}

std::string say_number(const Turn& turn, const Question& question) {
    const std::string& unit = question.limits.unit;
    return unit.empty() ? say(turn, keys::question_number)
                        : say(turn, keys::reply_unit, {{"unit", unit}});
}

/// What to type, where the choices do not say it.
std::string how_to_answer(const Turn& turn, const Question& question) {
    switch (question.type) {
        case QuestionType::number:
            return say_number(turn, question);
        case QuestionType::short_text:
            return say(turn, keys::question_text);
        case QuestionType::translation:
            return say(turn, keys::reply_translation);
        case QuestionType::transcription:
            return say(turn, keys::reply_transcription);
        case QuestionType::date:
            return say(turn, keys::reply_date);
        case QuestionType::rating:
            return say_rating(turn, question);
        case QuestionType::price:
            return say(turn, keys::reply_price, {{"currency", question.limits.currency}});
        case QuestionType::stock:
            return question::is_listed(question) ? std::string() : say(turn, keys::reply_stock);
        case QuestionType::multiple_choice:
            return say(turn, keys::reply_several);
        case QuestionType::ranking:
            return say(turn, keys::reply_ranking);
        case QuestionType::choice:
        case QuestionType::yes_no:
        case QuestionType::verification:
        case QuestionType::place:
            break;
    }
    return {};
}

/// How to answer: choices with a "0", or one line that says what to type, or both.
void add_answers(Screen& screen, const Turn& turn, const Assignable& what, std::string_view zero) {
    const std::string how = how_to_answer(turn, *question_put(turn, what));
    if (!how.empty()) screen.body += '\n' + how;
    add_choices(screen, turn, what, zero);
}

/// A lesson says that it is one, and what it pays.
std::string lesson_line(const Turn& turn, std::string_view key) {
    const Lessons& lessons = turn.asking->campaign->lessons;
    const auto nth = 1 + (turn.lesson - lessons.all.data());
    const std::string question = say(turn, keys::lesson_ask,
                                     {{"nth", std::to_string(nth)},
                                      {"count", std::to_string(lessons.all.size())},
                                      {"question", words_of_question(turn, *turn.asking)}});
    return say(turn, key, {{"pay", billing::format_money(lessons.pay)}, {"question", question}});
}

/// What it is about and pays. A survey says at its first question what it pays at its end.
std::string question_line(const Turn& turn, std::string_view key) {
    if (turn.lesson != nullptr) return lesson_line(turn, key);
    const std::string question = words_of_question(turn, *turn.asking);
    const bool start = is_interview_start(turn, *turn.asking);
    if (is_interview(turn) && !start) return readable(turn, question);
    const bool first = start && key == keys::question_ask;
    return say(turn, first ? keys::survey_ask : key,
               {{"pay", pay_with_promise(turn)}, {"question", question}});
}

Screen ask_with(const Turn& turn, std::string_view key) {
    Screen screen;
    screen.body = tag_prefix(turn) + question_line(turn, key);
    screen.home = true;
    add_answers(screen, turn, *turn.asking, keys::question_dont_know);
    return screen;
}

std::string joined(const std::vector<std::string>& lines, const std::vector<std::size_t>& picks) {
    std::string words;
    for (const std::size_t pick : picks) {
        if (!words.empty()) words += ", ";
        words += lines.at(pick);
    }
    return words;
}

/// Her answer in the words that she chose it by.
std::string words_of_answer(const Turn& turn) {
    const ItemState& state = turn.context.answered->state;
    const std::uint16_t label = state.answer_of(turn.id)->label;
    const bool listed = question::is_listed(turn.answered->campaign->question);
    return answer_in_words(turn, *turn.answered, label, listed ? "" : state.labels.at(label));
}

}  // namespace

std::vector<std::string> answer_lines(const Turn& turn, const Assignable& what) {
    return lines_of_answers(turn, *question_put(turn, what), *what.item);
}

std::vector<std::string> lines_of_answers(const Turn& turn, const Question& question,
                                          const Item& item) {
    std::vector<std::string> lines;
    for (const question::Fact fact : question::listed_facts(question))
        lines.push_back(say(turn, key_of(fact)));
    for (const std::string& option : question::text_in(question, language_of(turn)).options)
        lines.push_back(readable(turn, fill_placeholders(option, item)));
    return lines;
}

std::string words_of_question(const Turn& turn, const Assignable& what) {
    const auto put = question_put(turn, what);
    std::string words =
        fill_placeholders(question::text_in(*put, language_of(turn)).text, *what.item);
    if (!what.campaign->chain.compares) return words;
    return say(turn, keys::question_better, {{"question", words}});
}

void add_choices(Screen& screen, const Turn& turn, const Assignable& what, std::string_view zero) {
    int number = 0;
    for (std::string& line : answer_lines(turn, what))
        screen.choices.push_back({std::to_string(++number), std::move(line)});
    if (number > 0) screen.choices.push_back({"0", say(turn, zero)});
}

std::string answer_in_words(const Turn& turn, const Assignable& what, std::uint16_t option,
                            const std::string& text) {
    const Question& question = what.campaign->question;
    const std::vector<std::string> lines = answer_lines(turn, what);
    if (question::is_listed(question)) return lines.at(option);
    for (const question::Fact fact : {question::Fact::in_stock, question::Fact::out_of_stock}) {
        if (!question::is_wording(question.type) && text == question::fact_name(fact))
            return say(turn, key_of(fact));
    }
    if (lines.empty()) return text;
    const auto picks = question::picked(text);
    return picks.empty() ? say(turn, keys::answer_none) : joined(lines, picks);
}

Screen question_screen(const Turn& turn) {
    if (is_packed(turn)) return pack_screen(turn, keys::pack_ask);
    if (is_packed_interview(turn)) return interview_pack_screen(turn, keys::question_ask);
    return ask_with(turn, keys::question_ask);
}

Screen correction_screen(const Turn& turn) {
    const std::string question = words_of_question(turn, *turn.answered);
    Screen screen;
    screen.body = say(turn, keys::correction_ask,
                      {{"answer", words_of_answer(turn)}, {"question", question}});
    screen.home = true;
    add_answers(screen, turn, *turn.answered, keys::correction_keep);
    return screen;
}

Screen offer_screen(const Turn& turn) {
    Screen screen = is_packed(turn)             ? pack_screen(turn, keys::pack_offer)
                    : is_packed_interview(turn) ? interview_pack_screen(turn, keys::offer_ask)
                                                : ask_with(turn, keys::offer_ask);
    screen.sms_footer = say(turn, keys::offer_footer);
    return screen;
}

}  // namespace kazi::taskflow
