// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/answering.hpp"

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/interview.hpp"
#include "taskflow/tasks/interview_pack.hpp"
#include "taskflow/tasks/leases.hpp"
#include "taskflow/tasks/packing.hpp"
#include "taskflow/training/teaching.hpp"
#include "taskflow/ussd/paid_session.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

void remember(Turn& turn, LastOutcome::Kind kind) {
    turn.worker.last = {kind, turn.worker.question->item, 0};
}

Place leave(Turn& turn, std::string_view why) {
    remember(turn, LastOutcome::Kind::skipped);
    note(turn, why);
    // What came in one message is left as one; over USSD she sees one after another.
    if (is_packed(turn)) {
        let_go(turn);
    } else {
        let_go_of_one(turn);
    }
    return next(turn);
}

/// With its options in the letters that she was shown, which she may have copied.
Question as_she_read_it(const Turn& turn, Question question) {
    for (std::string& option : question.texts[language_of(turn)].options)
        option = readable(turn, option);
    return question;
}

/// What a survey's question came to; without an answer the next one is asked.
Place go_on(Turn& turn, const question::Understanding& understanding) {
    return still_wanted(turn) ? answer_interview(turn, understanding) : leave_closed(turn);
}

/// The question is left: the item with it, or only this question of a survey.
Place leave_question(Turn& turn, std::string_view why) {
    if (!is_interview(turn)) return leave(turn, why);
    note(turn, why);
    if (is_packed_interview(turn) && still_wanted(turn)) return leave_interview_pack(turn);
    return go_on(turn, {question::Outcome::skip, {}, 0});
}

Place ask_again(Turn& turn, const question::Understanding& understanding) {
    OpenQuestion& open = *turn.worker.question;
    learn_ease(turn, false);
    if (++open.tries >= tries_max) return leave_question(turn, keys::question_given_up);
    note_puzzling(turn, *question_put(turn, *turn.asking), understanding);
    return Place::question;
}

}  // namespace

question::Understanding understood(const Turn& turn, const Assignable& what,
                                   std::string_view typed) {
    return understood_as(turn, *question_put(turn, what), *what.item, typed);
}

question::Understanding understood_as(const Turn& turn, const Question& question, const Item& item,
                                      std::string_view typed) {
    auto read = question::understand(question, item, language_of(turn), local_day(turn), typed);
    if (!reads_latin(turn) || !question::is_puzzling(read)) return read;
    return question::understand(as_she_read_it(turn, question), item, language_of(turn),
                                local_day(turn), typed);
}

void note_puzzling(Turn& turn, const Question& question,
                   const question::Understanding& understanding) {
    const bool out = understanding.outcome == question::Outcome::out_of_range;
    const auto range = question::range_of(question, local_day(turn));
    if (out && range) {
        note(turn, keys::question_out_of_range,
             {{"minimum", range->first}, {"maximum", range->second}});
    } else {
        note(turn, keys::unclear);
    }
}

Place answer(Turn& turn, const question::Understanding& understanding) {
    if (question::is_puzzling(understanding)) return ask_again(turn, understanding);
    if (turn.lesson != nullptr)
        return still_wanted(turn) ? answer_lesson(turn, understanding) : leave_closed(turn);
    learn_ease(turn, true);
    const bool answered = understanding.outcome == question::Outcome::answer;
    if (is_interview(turn) && answered) return go_on(turn, understanding);
    const auto given = question::given_by(turn.asking->campaign->question, understanding);
    if (!given) return skip(turn);
    if (!still_wanted(turn)) return leave_closed(turn);
    accept(turn, *given);
    return go_on_in_session(turn);
}

Place leave_closed(Turn& turn) {
    remember(turn, LastOutcome::Kind::closed);
    note(turn, keys::question_closed);
    let_go_of_one(turn);
    return next(turn);
}

Place skip(Turn& turn) {
    return leave_question(turn, keys::question_skipped);
}

}  // namespace kazi::taskflow
