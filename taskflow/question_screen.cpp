// SPDX-License-Identifier: Apache-2.0
// A campaign's question in her language, with the item's words in it.
#include "taskflow/dialogue/keys.hpp"
#include "taskflow/screens.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;
using dialogue::Choice;
using dialogue::Screen;

const QuestionText& text_for(const Question& question, const Language& language) {
    const auto text = question.texts.find(language);
    return text == question.texts.end() ? question.texts.begin()->second : text->second;
}

void add_options(Screen& screen, const QuestionText& text, const Item& item) {
    int number = 0;
    for (const std::string& option : text.options) {
        screen.choices.push_back({std::to_string(++number), fill_placeholders(option, item)});
    }
}

/// How to answer: choices with a "0", or one line that says what to type.
void add_answers(Screen& screen, const Turn& turn, const Assignable& what, std::string_view zero) {
    const Question& question = what.campaign->question;
    switch (question.type) {
        case QuestionType::number:
            screen.body += '\n' + say(turn, keys::question_number);
            return;
        case QuestionType::short_text:
            screen.body += '\n' + say(turn, keys::question_text);
            return;
        case QuestionType::choice:
            add_options(screen, text_for(question, language_of(turn)), *what.item);
            break;
        case QuestionType::yes_no:
            screen.choices = {{"1", say(turn, keys::question_yes)},
                              {"2", say(turn, keys::question_no)}};
            break;
    }
    screen.choices.push_back({"0", say(turn, zero)});
}

std::string words_of_question(const Turn& turn, const Assignable& what) {
    const QuestionText& text = text_for(what.campaign->question, language_of(turn));
    return fill_placeholders(text.text, *what.item);
}

Screen ask_with(const Turn& turn, std::string_view key) {
    const std::string pay = billing::format_money(turn.asking->campaign->pay);
    Screen screen;
    screen.body =
        say(turn, key, {{"pay", pay}, {"question", words_of_question(turn, *turn.asking)}});
    screen.home = true;
    add_answers(screen, turn, *turn.asking, keys::question_dont_know);
    return screen;
}

/// Her answer in the words that she chose it by.
std::string words_of_answer(const Turn& turn) {
    const Question& question = turn.answered->campaign->question;
    const ItemState& state = turn.context.answered->state;
    const std::uint16_t label = state.answer_of(turn.id)->label;
    switch (question.type) {
        case QuestionType::yes_no:
            return say(turn, label == 0 ? keys::question_yes : keys::question_no);
        case QuestionType::choice:
            return fill_placeholders(text_for(question, language_of(turn)).options.at(label),
                                     *turn.answered->item);
        case QuestionType::number:
        case QuestionType::short_text:
            break;
    }
    return state.labels.at(label);
}

}  // namespace

Screen question_screen(const Turn& turn) {
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
    Screen screen = ask_with(turn, keys::offer_ask);
    screen.sms_footer = say(turn, keys::offer_footer);
    return screen;
}

}  // namespace kazi::taskflow
