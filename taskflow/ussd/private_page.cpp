// SPDX-License-Identifier: Apache-2.0
#include "taskflow/ussd/private_page.hpp"

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/pay/pin.hpp"
#include "taskflow/tasks/answering.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/correcting.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

constexpr std::string_view leave_key = "1";

bool is_private(const std::optional<Assignable>& what) {
    return what && what->campaign->protection.sensitive;
}

/// Other work goes on, of which none is private for the rest of the session.
Place leave(Turn& turn) {
    turn.worker.ussd.privacy = Privacy::refused;
    return is_correcting(turn) ? keep_answer(turn) : skip(turn);
}

Place open(Turn& turn) {
    turn.worker.ussd.privacy = Privacy::proven;
    return is_correcting(turn) ? Place::correction : next(turn);
}

Place take_new_pin(Turn& turn, std::string_view digits) {
    set_pin(turn, digits);
    note(turn, keys::pin_set);
    return open(turn);
}

Place take_known_pin(Turn& turn, std::string_view digits) {
    if (prove_pin(turn, digits)) return open(turn);
    if (!is_pin_closed(turn)) {
        note(turn, keys::pin_wrong);
        return Place::lock;
    }
    note(turn, keys::pin_closed);
    return leave(turn);
}

std::string_view text_of_lock(const Turn& turn) {
    if (is_pin_closed(turn)) return keys::pin_closed;
    return turn.worker.wallet.pin == 0 ? keys::lock_choose : keys::lock_ask;
}

bool leaves(const Turn& turn, std::string_view typed) {
    const auto heard = turn.context.phrases.vocabulary().hear(dialogue::plain_words(typed));
    return typed == leave_key || heard.command == dialogue::Command::skip;
}

}  // namespace

bool is_locked(const Turn& turn, Place place) {
    if (turn.channel != Channel::ussd || turn.worker.ussd.privacy == Privacy::proven) return false;
    return (place == Place::question && is_private(turn.asking)) ||
           (place == Place::correction && is_private(turn.answered));
}

bool has_locked_work(const Turn& turn) {
    return is_locked(turn, is_correcting(turn) ? Place::correction : Place::question);
}

bool may_ask_privately(const Turn& turn) {
    return turn.channel == Channel::ussd && turn.worker.ussd.privacy != Privacy::refused &&
           !is_pin_closed(turn);
}

dialogue::Screen lock_screen(const Turn& turn) {
    dialogue::Screen screen;
    screen.body = say(turn, text_of_lock(turn));
    screen.choices = {{std::string(leave_key), say(turn, keys::lock_leave)}};
    screen.home = screen.back = true;
    return screen;
}

std::optional<Place> press_lock(Turn& turn, std::string_view typed) {
    if (leaves(turn, typed)) return leave(turn);
    if (!looks_like_pin(typed) || is_pin_closed(turn)) return std::nullopt;
    return turn.worker.wallet.pin == 0 ? take_new_pin(turn, typed) : take_known_pin(turn, typed);
}

}  // namespace kazi::taskflow
