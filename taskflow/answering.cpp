// SPDX-License-Identifier: Apache-2.0
#include "taskflow/answering.hpp"

#include "taskflow/asking.hpp"
#include "taskflow/dialogue/keys.hpp"
#include "taskflow/leases.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

void remember(Turn& turn, LastOutcome::Kind kind) {
    turn.worker.last = {kind, turn.worker.question->item, 0};
}

Place leave(Turn& turn, std::string_view why) {
    remember(turn, LastOutcome::Kind::skipped);
    note(turn, why);
    let_go(turn);
    return next(turn);
}

Place closed(Turn& turn) {
    remember(turn, LastOutcome::Kind::closed);
    note(turn, keys::question_closed);
    let_go(turn);
    return next(turn);
}

Place ask_again(Turn& turn, const question::Unreadable& reading) {
    OpenQuestion& open = *turn.worker.question;
    if (++open.tries >= tries_max) return leave(turn, keys::question_given_up);
    note_unreadable(turn, turn.asking->campaign->question, reading);
    return Place::question;
}

}  // namespace

std::optional<Given> given(const question::Reading& reading) {
    if (const auto* chosen = std::get_if<question::Chosen>(&reading)) {
        return Given{chosen->option, {}};
    }
    if (const auto* number = std::get_if<question::Number>(&reading)) {
        return Given{0, std::to_string(number->value)};
    }
    if (const auto* text = std::get_if<question::Text>(&reading)) return Given{0, text->normalised};
    return std::nullopt;
}

void note_unreadable(Turn& turn, const Question& question, const question::Unreadable& reading) {
    if (reading.out_of_range && question.minimum && question.maximum) {
        note(turn, keys::question_out_of_range,
             {{"minimum", std::to_string(*question.minimum)},
              {"maximum", std::to_string(*question.maximum)}});
    } else {
        note(turn, keys::unclear);
    }
}

Place answer(Turn& turn, const question::Reading& reading) {
    if (const auto* unreadable = std::get_if<question::Unreadable>(&reading)) {
        return ask_again(turn, *unreadable);
    }
    const auto answered = given(reading);
    if (!answered) return skip(turn);
    if (!still_wanted(turn)) return closed(turn);
    accept(turn, *answered);
    return next(turn);
}

Place skip(Turn& turn) {
    return leave(turn, keys::question_skipped);
}

}  // namespace kazi::taskflow
