// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/correcting.hpp"

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/tasks/answering.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/leases.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

bool is_too_old(const LastAnswer& last, Instant at) {
    return at - last.accepted_hour * hour_us >= correctable_us;
}

bool holds_answer(const ItemState& state, const WorkerId& worker) {
    return !state.closed && state.answer_of(worker) != nullptr;
}

/// Known to be beyond change. An item of which nothing could be loaded may come back.
bool is_over(const Turn& turn) {
    const LastAnswer& last = *turn.worker.last_answer;
    if (is_too_old(last, turn.at)) return true;
    const auto& answered = turn.context.answered;
    return answered && answered->what.ref == last.item && !holds_answer(answered->state, turn.id);
}

void forget(Turn& turn) {
    turn.worker.last_answer.reset();
    turn.answered.reset();
}

Place leave_as_it_was(Turn& turn, std::string_view why) {
    note(turn, why);
    stop_correcting(turn);
    return next(turn);
}

}  // namespace

bool is_correcting(const Turn& turn) {
    return turn.worker.last_answer && turn.worker.last_answer->correcting_at != 0;
}

bool can_correct(const Turn& turn) {
    if (!turn.worker.last_answer || !turn.answered) return false;
    if (is_correcting(turn) && turn.answered->item == nullptr) return false;
    return !is_too_old(*turn.worker.last_answer, turn.at) &&
           holds_answer(turn.context.answered->state, turn.id);
}

void forget_what_is_over(Turn& turn) {
    const Instant since = turn.worker.last_answer->correcting_at;
    // While a question is open beneath, her late words must not be taken for an answer to that.
    const bool left = since != 0 && turn.at - since >= question_kept_us && !turn.worker.question;
    if (left) stop_correcting(turn);
    if (!is_correcting(turn) && is_over(turn)) forget(turn);
}

void stop_correcting(Turn& turn) {
    if (!turn.worker.last_answer) return;
    turn.worker.last_answer->correcting_at = 0;
    turn.worker.last_answer->tries = 0;
}

Place oops(Turn& turn) {
    const bool changeable = can_correct(turn);
    turn.effects.lacked_answered_item = changeable && turn.answered->item == nullptr;
    if (!changeable || turn.answered->item == nullptr) {
        const bool never = turn.worker.answers == 0;
        note(turn, never ? keys::correction_none : keys::correction_closed);
        stop_correcting(turn);
        return place_of_work(turn);
    }
    turn.worker.last_answer->correcting_at = turn.at;
    turn.worker.last_answer->tries = 0;
    return Place::correction;
}

Place correct(Turn& turn, const question::Understanding& understanding) {
    if (!can_correct(turn)) return too_late(turn);
    const Question& question = turn.answered->campaign->question;
    if (question::is_puzzling(understanding)) {
        if (++turn.worker.last_answer->tries >= tries_max) return keep_answer(turn);
        note_puzzling(turn, question, understanding);
        return Place::correction;
    }
    const auto answered = question::given_by(question, understanding);
    if (!answered || !replace_answer(turn, *answered)) return keep_answer(turn);
    return leave_as_it_was(turn, keys::correction_done);
}

Place oops_with(Turn& turn, std::string_view answer) {
    const Place place = oops(turn);
    if (place != Place::correction) return place;
    return correct(turn, understood(turn, *turn.answered, answer));
}

Place keep_answer(Turn& turn) {
    return leave_as_it_was(turn, keys::correction_kept);
}

Place too_late(Turn& turn) {
    forget(turn);
    return leave_as_it_was(turn, keys::correction_closed);
}

void end_if_too_late(Turn& turn) {
    if (!is_correcting(turn) || can_correct(turn)) return;
    note(turn, keys::correction_closed);
    stop_correcting(turn);
}

Place place_of_work(Turn& turn) {
    end_if_too_late(turn);
    if (is_correcting(turn)) return Place::correction;
    return turn.worker.question ? Place::question : Place::menu;
}

}  // namespace kazi::taskflow
