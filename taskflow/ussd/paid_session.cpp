// SPDX-License-Identifier: Apache-2.0
#include "taskflow/ussd/paid_session.hpp"

#include <limits>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/standing/keeping.hpp"
#include "taskflow/tasks/asking.hpp"

namespace kazi::taskflow {

namespace {

bool is_paced(const Turn& turn) {
    return turn.channel == Channel::ussd && turn.worker.ussd.began_at != 0 &&
           turn.context.market.ussd_paid_seconds > 0;
}

/// What she needed so far, menus included, is shared out among her answers.
bool fits_another(const Turn& turn) {
    const UssdSession& session = turn.worker.ussd;
    if (session.answers == 0) return true;
    const Instant slot = turn.context.market.ussd_paid_seconds * second_us;
    const Instant elapsed = turn.at - session.began_at;
    return elapsed % slot + elapsed / session.answers <= slot;
}

}  // namespace

void count_session_answer(Turn& turn) {
    UssdSession& session = turn.worker.ussd;
    if (is_paced(turn) && session.answers < std::numeric_limits<std::uint16_t>::max())
        ++session.answers;
}

Place go_on_in_session(Turn& turn) {
    const bool full = is_paced(turn) && !fits_another(turn);
    if (full && find_candidate(turn, 0) != nullptr) return Place::session_full;
    return next(turn);
}

dialogue::Screen session_full_screen(const Turn& turn) {
    const Assignable* waits = find_candidate(turn, 0);
    dialogue::Screen screen = end_screen(turn, dialogue::keys::session_full);
    if (waits != nullptr)
        screen.body +=
            ' ' + say(turn, dialogue::keys::session_full_next,
                      {{"pay", billing::format_money(pay_for_her(turn, *waits->campaign))},
                       {"service_code", turn.context.market.service_code}});
    return screen;
}

}  // namespace kazi::taskflow
