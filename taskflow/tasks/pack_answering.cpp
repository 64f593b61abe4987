// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/pack_answering.hpp"

#include <algorithm>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/standing/keeping.hpp"
#include "taskflow/tasks/accepting.hpp"
#include "taskflow/tasks/answering.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/interview_pack.hpp"
#include "taskflow/tasks/leases.hpp"
#include "taskflow/tasks/packing.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

/// What a message came to.
struct Taken {
    std::int64_t earned_micro = 0;
    int left = 0;    ///< that she would rather not answer
    int closed = 0;  ///< that nobody needs any more
};

void leave_one(Turn& turn, LastOutcome::Kind kind) {
    turn.worker.last = {kind, turn.worker.question->item, 0};
    let_go_of_one(turn);
}

void take_one(Turn& turn, const question::Understanding& said, Taken& taken) {
    const Campaign& campaign = *turn.asking->campaign;
    const auto given = question::given_by(campaign.question, said);
    if (!given) {
        ++taken.left;
        return leave_one(turn, LastOutcome::Kind::skipped);
    }
    if (!still_wanted(turn)) {
        ++taken.closed;
        return leave_one(turn, LastOutcome::Kind::closed);
    }
    taken.earned_micro += price_of_answer(turn).pay.micro;
    take_answer(turn, *given);
}

Taken take_all(Turn& turn, const PackReading& reading) {
    Taken taken;
    const std::string letters = open_letters(turn);
    for (std::size_t nth = 0; nth < letters.size(); ++nth) {
        const auto& said = reading[nth];
        if (!said || question::is_puzzling(*said)) continue;
        bring_forward(turn, letters[nth]);
        take_one(turn, *said, taken);
    }
    return taken;
}

void tell(Turn& turn, const Taken& taken) {
    if (taken.earned_micro > 0) tell_pay(turn, taken.earned_micro);
    if (taken.left > 0) note(turn, keys::question_skipped);
    if (taken.closed > 0) note(turn, keys::question_closed);
}

/// Some of it is open still: what was not said, or could not be read.
Place ask_for_rest(Turn& turn, std::uint8_t tries) {
    if (tries >= tries_max) {
        note(turn, keys::question_given_up);
        let_go(turn);
    } else {
        turn.worker.question->tries = tries;
    }
    return next(turn);
}

}  // namespace

PackReading read_open_pack(const Turn& turn, std::string_view typed) {
    if (has_survey_letters(turn)) return read_interview_pack(turn, typed);
    const std::string letters = open_letters(turn);
    const std::vector<const Assignable*> items = open_items(turn);
    return read_pack(typed, {.open = letters, .given = turn.worker.pack.size},
                     [&](std::size_t nth, std::string_view piece) {
                         return understood(turn, *items[nth], piece);
                     });
}

Place answer_pack(Turn& turn, const PackReading& reading) {
    if (has_survey_letters(turn)) return answer_interview_pack(turn, reading);
    const auto tries = static_cast<std::uint8_t>(turn.worker.question->tries + 1);
    learn_ease(turn, says_everything(reading));
    const bool puzzled = std::ranges::any_of(
        reading, [](const auto& said) { return said && question::is_puzzling(*said); });
    tell(turn, take_all(turn, reading));
    if (!turn.worker.question) return next(turn);
    if (puzzled || !says_anything(reading)) note(turn, keys::pack_unclear);
    return ask_for_rest(turn, tries);
}

}  // namespace kazi::taskflow
