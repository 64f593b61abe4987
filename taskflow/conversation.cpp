// SPDX-License-Identifier: Apache-2.0
// The order matters and is the whole policy: STOP and HELP before anything, then the question she
// was asked, then the other commands.
#include "taskflow/conversation.hpp"

#include <algorithm>

#include "taskflow/commands.hpp"
#include "taskflow/dialogue/keys.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/onboarding.hpp"
#include "taskflow/pay/effort_question.hpp"
#include "taskflow/pay/pay_talk.hpp"
#include "taskflow/pay/pin.hpp"
#include "taskflow/profile/telling.hpp"
#include "taskflow/protection/forgetting.hpp"
#include "taskflow/protection/protecting.hpp"
#include "taskflow/protection/rechecking.hpp"
#include "taskflow/review/appealing.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/tasks/answering.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "taskflow/tasks/interview.hpp"
#include "taskflow/tasks/interview_correcting.hpp"
#include "taskflow/tasks/interview_pack.hpp"
#include "taskflow/tasks/pack_answering.hpp"
#include "taskflow/tasks/pack_correcting.hpp"
#include "taskflow/tasks/packing.hpp"
#include "taskflow/tasks/tag.hpp"
#include "taskflow/ties/codes.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;
using dialogue::Command;
using dialogue::Firmness;
using dialogue::Heard;

constexpr Heard stop_heard() {
    return {Command::stop, Firmness::always, {}, {}};
}

const dialogue::Vocabulary& vocabulary(const Turn& turn) {
    return turn.context.phrases.vocabulary();
}

/// Whoever is out gets an answer to a command, and silence to anything else.
Place hear_stopped(Turn& turn, const std::string& words) {
    const Heard heard = vocabulary(turn).hear(words);
    if (vocabulary(turn).agreement(words) == true) return run(turn, {Command::start, {}, {}, {}});
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

/// Too young, or frozen: no work, but what she earned is hers to ask for.
Place hear_without_work(Turn& turn, const std::string& words) {
    const Heard heard = vocabulary(turn).hear(words);
    if (heard.command != Command::none) return run(turn, heard);
    return turn.worker.stage == Stage::frozen ? Place::frozen : Place::too_young;
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

using Take = Place (*)(Turn&, const question::Understanding&);

/// A question was put to her: a command, or something for `take` to make an answer of.
Place hear_answer(Turn& turn, const Assignable& what, std::string_view typed, Take take) {
    const std::string words = dialogue::plain_words(typed);
    const question::Understanding understanding = understood(turn, what, typed);
    const bool accepted = !question::is_puzzling(understanding);
    const Heard heard = vocabulary(turn).hear(words);
    if (is_command(*question_put(turn, what), heard, words, accepted)) return run(turn, heard);
    if (!accepted && vocabulary(turn).begins_with_stop(words)) return run(turn, stop_heard());
    return take(turn, understanding);
}

/// The question that she corrects may be gone: what looks like an answer was one to that, and must
/// not be taken for one to the question beneath.
Place hear_correction(Turn& turn, std::string_view typed, const std::string& words) {
    if (can_correct(turn)) {
        return hear_answer(turn, *turn.answered, typed, correct);
    }
    const Heard heard = vocabulary(turn).hear(words);
    const bool command = heard.command != Command::none && heard.firmness != Firmness::yielding;
    return command ? run(turn, heard) : too_late(turn);
}

/// True while a question is open that any words could answer.
bool takes_any_words(const Turn& turn) {
    return turn.asking && question::is_wording(question_put(turn, *turn.asking)->type);
}

/// "OOPS 2" is no correction while a question is open that takes any words for its answer.
std::optional<std::string_view> corrected_to(const Turn& turn, std::string_view words) {
    const bool any_words = !is_correcting(turn) && takes_any_words(turn);
    if (turn.worker.stage != Stage::active || any_words) return std::nullopt;
    return vocabulary(turn).after_oops(words);
}

/// In the middle of a survey her last answer is one of its own.
Place correct_at_once(Turn& turn, std::string_view answer) {
    if (can_go_back_in_survey(turn)) return go_back_in_survey_with(turn, answer);
    if (const auto named = named_in_pack(turn, answer)) return oops_in_pack(turn, *named);
    return oops_with(turn, answer);
}

/// "PAY 50", with the same exception.
std::optional<Place> wished_amount(Turn& turn, const std::string& words) {
    if (turn.worker.stage != Stage::active || takes_any_words(turn)) return std::nullopt;
    return wish_amount(turn, words);
}

/// "HOURS 9-17", "CLOCK 14:30", unless a question is open that takes any words for its answer.
std::optional<Heard> wished_time(const Turn& turn, const std::string& words) {
    const bool says_more = words.find(' ') != std::string::npos;
    if (!says_more || turn.worker.stage != Stage::active || takes_any_words(turn))
        return std::nullopt;
    auto heard = vocabulary(turn).begins_with_hours(words);
    return heard ? heard : vocabulary(turn).begins_with_clock(words);
}

/// "LINK 12345678", with the same exception; from a number that nobody knows as well.
std::optional<Heard> asked_link(const Turn& turn, const std::string& words) {
    const bool says_more = words.find(' ') != std::string::npos;
    if (!says_more || takes_any_words(turn)) return std::nullopt;
    auto heard = vocabulary(turn).begins_with_link(words);
    // While a question is open the word may begin its answer.
    const bool plain = heard && (!turn.worker.question || !as_link_code(heard->rest).empty());
    return plain ? heard : std::nullopt;
}

/// "APPEAL 1001", with the same exception, unless that is a case of hers.
std::optional<Heard> appealed_case(const Turn& turn, const std::string& words) {
    auto heard = vocabulary(turn).begins_with_appeal(words);
    const auto number = heard ? case_number_in(heard->rest) : std::nullopt;
    if (!number || (takes_any_words(turn) && !has_case(turn.worker, *number))) return std::nullopt;
    return heard;
}

/// Of a private question nothing is answered by SMS, where others may read it.
Place hear_private(Turn& turn, const std::string& words) {
    const Heard heard = vocabulary(turn).hear(words);
    const bool command = heard.command != Command::none && heard.firmness != Firmness::yielding;
    if (command) return run(turn, heard);
    return is_correcting(turn) ? Place::correction : Place::question;
}

/// Several questions were put to her: a command, or what there is to take of them.
Place hear_pack(Turn& turn, std::string_view typed, const std::string& words) {
    const PackReading reading = read_open_pack(turn, typed);
    const bool accepted = says_anything(reading);
    const Heard heard = vocabulary(turn).hear(words);
    if (is_command(*question_put(turn, *turn.asking), heard, words, accepted))
        return run(turn, heard);
    if (!accepted && vocabulary(turn).begins_with_stop(words)) return run(turn, stop_heard());
    return answer_pack(turn, reading);
}

/// The last one of a pack is shown alone, and may be answered by its letter all the same.
bool answers_by_letter(const Turn& turn, std::string_view typed) {
    const bool lettered = turn.worker.pack.size > 0 || has_survey_letters(turn);
    if (turn.channel != Channel::sms || !lettered) return false;
    return question::is_puzzling(understood(turn, *turn.asking, typed)) &&
           says_anything(read_open_pack(turn, typed));
}

Place hear_open(Turn& turn, std::string_view typed, const std::string& words) {
    if (is_private(turn)) return hear_private(turn, words);
    if (is_correcting(turn)) return hear_correction(turn, typed, words);
    const bool packed = is_packed(turn) || is_packed_interview(turn);
    if (packed || answers_by_letter(turn, typed)) return hear_pack(turn, typed, words);
    return hear_answer(turn, *turn.asking, typed, answer);
}

/// A question about herself is open: SKIP leaves it, any other command is one.
Place hear_about_her(Turn& turn, std::string_view typed, const std::string& words) {
    question::Understanding understanding = understood_about_her(turn, typed);
    const bool accepted = !question::is_puzzling(understanding);
    const Heard heard = vocabulary(turn).hear(words);
    const bool skipped = heard.command == Command::skip;
    if (skipped) understanding = {question::Outcome::skip, {}, 0};
    if (!skipped && is_command(question_about_her(turn), heard, words, accepted))
        return run(turn, heard);
    if (!accepted && vocabulary(turn).begins_with_stop(words)) return run(turn, stop_heard());
    return tell_about_her(turn, understanding);
}

Place hear_idle(Turn& turn, std::string_view typed, const std::string& words) {
    const Heard heard = vocabulary(turn).hear(words);
    if (heard.command != Command::none) return run(turn, heard);
    if (tell_effort(turn, typed)) return next(turn);
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
    if (is_asked_to_forget(turn)) {
        if (const auto place = answer_forget(turn, words)) return *place;
    }
    if (const auto appeals = appealed_case(turn, words)) return run(turn, *appeals);
    if (turn.worker.opted_out) return hear_stopped(turn, words);
    if (const auto link = asked_link(turn, words)) return run(turn, *link);
    if (is_joining(turn.worker.stage)) return hear_joining(turn, typed, words);
    if (const auto wish = wished_amount(turn, words)) return *wish;
    if (const auto corrected = corrected_to(turn, words)) return correct_at_once(turn, *corrected);
    if (const auto wish = wished_time(turn, words)) return run(turn, *wish);
    if (turn.worker.question || is_correcting(turn)) return hear_open(turn, typed, words);
    if (is_asked_about_her(turn)) return hear_about_her(turn, typed, words);
    if (vocabulary(turn).begins_with_stop(words)) return run(turn, stop_heard());
    if (turn.worker.stage == Stage::active) return hear_idle(turn, typed, words);
    if (turn.worker.stage == Stage::too_young || turn.worker.stage == Stage::frozen) {
        return hear_without_work(turn, words);
    }
    return hear_stranger(turn, words);
}

namespace {

/// What she wrote may answer a question of long ago: it is no consent. STOP and HELP are what they
/// always are.
Place hear_after_silence(Turn& turn, std::string_view typed) {
    const Heard heard = vocabulary(turn).hear(dialogue::plain_words(typed));
    const bool always = heard.command != Command::none && heard.firmness == Firmness::always;
    return always ? run(turn, heard) : Place::consent;
}

/// An answer to an earlier question is none to the open one, which she is shown again.
Place hear_sms(Turn& turn, std::string_view typed) {
    const TaggedText text = without_tag(turn, typed);
    if (text.about_earlier) note(turn, keys::question_earlier);
    const bool says_nothing = text.about_this_one && text.rest.empty();
    return text.about_earlier || says_nothing ? place_of_work(turn) : hear(turn, text.rest);
}

}  // namespace

void on_sms(Turn& turn, const SmsReceived& sms) {
    if (was_seen(turn.worker, sms.message)) {
        turn.effects.duplicate = true;
        return;
    }
    remember_message(turn.worker, sms.message);
    turn.worker.offers_unanswered = 0;
    note_heard(turn);
    const bool doubted = doubt_owner_after_silence(turn);
    note_presence(turn);
    take_up_effort_question(turn);
    const bool empty = sms.text.find_first_not_of(" \t\r\n") == std::string::npos;
    if (empty) return;
    Place place = doubted ? hear_after_silence(turn, sms.text) : hear_sms(turn, sms.text);
    if (place == Place::none) return;
    if (place == Place::no_work && ask_effort(turn)) place = Place::effort;
    send_reply(turn, screen_at(turn, place), place == Place::question);
}

}  // namespace kazi::taskflow
