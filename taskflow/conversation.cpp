// SPDX-License-Identifier: Apache-2.0
// The order matters and is the whole policy: STOP and HELP before anything, then the question she
// was asked, then the other commands.
#include "taskflow/conversation.hpp"

#include <algorithm>

#include "taskflow/answering.hpp"
#include "taskflow/commands.hpp"
#include "taskflow/correcting.hpp"
#include "taskflow/dialogue/keys.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/onboarding.hpp"
#include "taskflow/pay_talk.hpp"
#include "taskflow/pin.hpp"
#include "taskflow/question/read_answer.hpp"
#include "taskflow/screens.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;
using dialogue::Command;
using dialogue::Firmness;
using dialogue::Heard;

constexpr Heard stop_heard() {
    return {Command::stop, Firmness::always, {}};
}

const dialogue::Vocabulary& vocabulary(const Turn& turn) {
    return turn.context.phrases.vocabulary();
}

/// Whoever is out gets an answer to a command, and silence to anything else.
Place hear_stopped(Turn& turn, const std::string& words) {
    const Heard heard = vocabulary(turn).hear(words);
    if (vocabulary(turn).agreement(words) == true) return run(turn, {Command::start, {}, {}});
    return heard.command == Command::none ? Place::none : run(turn, heard);
}

Place hear_stranger(Turn& turn, const std::string& words) {
    if (const auto joining = vocabulary(turn).begins_with_join(words)) return run(turn, *joining);
    const Heard heard = vocabulary(turn).hear(words);
    const bool known = heard.command != Command::none && heard.command != Command::use_language;
    return known ? run(turn, heard) : Place::how_to;
}

Place hear_joining(Turn& turn, std::string_view typed, const std::string& words) {
    if (const auto place = answer_joining(turn, typed)) return *place;
    const Heard heard = vocabulary(turn).hear(words);
    if (heard.command != Command::none) return run(turn, heard);
    if (vocabulary(turn).begins_with_stop(words)) return run(turn, stop_heard());
    note(turn, keys::unclear);
    return joining_place(turn.worker.stage);
}

Place hear_too_young(Turn& turn, const std::string& words) {
    const Heard heard = vocabulary(turn).hear(words);
    return heard.command == Command::none ? Place::too_young : run(turn, heard);
}

/// True when the words are one of the question's options, letter for letter.
bool is_option(const Question& question, const std::string& words) {
    for (const auto& [language, text] : question.texts) {
        const bool found = std::any_of(
            text.options.begin(), text.options.end(),
            [&](const std::string& option) { return dialogue::plain_words(option) == words; });
        if (found) return true;
    }
    return false;
}

bool is_command(const Question& question, const Heard& heard, const std::string& words,
                bool accepted) {
    if (heard.command == Command::none) return false;
    if (heard.firmness == Firmness::always) return true;
    if (heard.firmness == Firmness::yielding) return !accepted;
    return !is_option(question, words);
}

using Take = Place (*)(Turn&, const question::Reading&);

/// A question was put to her: a command, or something for `take` to make an answer of.
Place hear_answer(Turn& turn, const Question& question, std::string_view typed, Take take) {
    const std::string words = dialogue::plain_words(typed);
    const auto reading = question::read_answer(question, language_of(turn), typed);
    const bool accepted = !std::holds_alternative<question::Unreadable>(reading);
    const Heard heard = vocabulary(turn).hear(words);
    if (is_command(question, heard, words, accepted)) return run(turn, heard);
    if (!accepted && vocabulary(turn).begins_with_stop(words)) return run(turn, stop_heard());
    return take(turn, reading);
}

/// The question that she corrects may be gone: what looks like an answer was one to that, and must
/// not be taken for one to the question beneath.
Place hear_correction(Turn& turn, std::string_view typed, const std::string& words) {
    if (can_correct(turn)) {
        return hear_answer(turn, turn.answered->campaign->question, typed, correct);
    }
    const Heard heard = vocabulary(turn).hear(words);
    const bool command = heard.command != Command::none && heard.firmness != Firmness::yielding;
    return command ? run(turn, heard) : too_late(turn);
}

/// "OOPS 2" is no correction while a question is open that takes any words for its answer.
std::optional<std::string_view> corrected_to(const Turn& turn, std::string_view words) {
    const bool any_words = !is_correcting(turn) && turn.asking &&
                           turn.asking->campaign->question.type == QuestionType::short_text;
    if (turn.worker.stage != Stage::active || any_words) return std::nullopt;
    return vocabulary(turn).after_oops(words);
}

Place hear_open(Turn& turn, std::string_view typed, const std::string& words) {
    if (is_correcting(turn)) return hear_correction(turn, typed, words);
    return hear_answer(turn, turn.asking->campaign->question, typed, answer);
}

Place hear_idle(Turn& turn, const std::string& words) {
    const Heard heard = vocabulary(turn).hear(words);
    if (heard.command != Command::none) return run(turn, heard);
    note(turn, keys::question_none_open);
    return Place::menu;
}

void remember_message(Worker& worker, std::uint64_t message) {
    worker.recent_inbound.push_back(message);
    if (worker.recent_inbound.size() > recent_inbound_max) {
        worker.recent_inbound.erase(worker.recent_inbound.begin());
    }
}

bool was_seen(const Worker& worker, std::uint64_t message) {
    const auto& seen = worker.recent_inbound;
    return std::find(seen.begin(), seen.end(), message) != seen.end();
}

}  // namespace

Place hear(Turn& turn, std::string_view typed) {
    if (const auto place = answer_wallet(turn, typed)) return *place;
    const std::string words = dialogue::plain_words(typed);
    const Heard heard = vocabulary(turn).hear(words);
    if (heard.command != Command::none && heard.firmness == Firmness::always) {
        return run(turn, heard);
    }
    if (turn.worker.opted_out) return hear_stopped(turn, words);
    if (is_joining(turn.worker.stage)) return hear_joining(turn, typed, words);
    if (turn.worker.stage == Stage::active) {
        if (const auto place = wish_amount(turn, words)) return *place;
    }
    if (const auto corrected = corrected_to(turn, words)) return oops_with(turn, *corrected);
    if (turn.worker.question || is_correcting(turn)) return hear_open(turn, typed, words);
    if (vocabulary(turn).begins_with_stop(words)) return run(turn, stop_heard());
    if (turn.worker.stage == Stage::active) return hear_idle(turn, words);
    if (turn.worker.stage == Stage::too_young) return hear_too_young(turn, words);
    return hear_stranger(turn, words);
}

void on_sms(Turn& turn, const SmsReceived& sms) {
    if (was_seen(turn.worker, sms.message)) {
        turn.effects.duplicate = true;
        return;
    }
    remember_message(turn.worker, sms.message);
    turn.worker.offers_unanswered = 0;
    note_heard(turn);
    const bool empty = sms.text.find_first_not_of(" \t\r\n") == std::string::npos;
    if (empty) return;
    const Place place = hear(turn, sms.text);
    if (place == Place::none) return;
    send_reply(turn, screen_at(turn, place), place == Place::question);
}

}  // namespace kazi::taskflow
