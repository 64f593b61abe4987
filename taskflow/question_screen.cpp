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

void add_options(Screen& screen, const Turn& turn, const QuestionText& text) {
    int number = 0;
    for (const std::string& option : text.options) {
        screen.choices.push_back(
            {std::to_string(++number), fill_placeholders(option, *turn.asking->item)});
    }
}

/// How to answer: choices with "0 Don't know", or one line that says what to type.
void add_answers(Screen& screen, const Turn& turn, const QuestionText& text) {
    switch (turn.asking->campaign->question.type) {
        case QuestionType::number:
            screen.body += '\n' + say(turn, keys::question_number);
            return;
        case QuestionType::short_text:
            screen.body += '\n' + say(turn, keys::question_text);
            return;
        case QuestionType::choice:
            add_options(screen, turn, text);
            break;
        case QuestionType::yes_no:
            screen.choices = {{"1", say(turn, keys::question_yes)},
                              {"2", say(turn, keys::question_no)}};
            break;
    }
    screen.choices.push_back({"0", say(turn, keys::question_dont_know)});
}

Screen ask_with(const Turn& turn, std::string_view key) {
    const Campaign& campaign = *turn.asking->campaign;
    const QuestionText& text = text_for(campaign.question, language_of(turn));
    const std::string pay = billing::format_money(campaign.pay);
    const std::string question = fill_placeholders(text.text, *turn.asking->item);
    Screen screen;
    screen.body = say(turn, key, {{"pay", pay}, {"question", question}});
    screen.home = true;
    add_answers(screen, turn, text);
    return screen;
}

}  // namespace

Screen question_screen(const Turn& turn) {
    return ask_with(turn, keys::question_ask);
}

Screen offer_screen(const Turn& turn) {
    Screen screen = ask_with(turn, keys::offer_ask);
    screen.sms_footer = say(turn, keys::offer_footer);
    return screen;
}

}  // namespace kazi::taskflow
