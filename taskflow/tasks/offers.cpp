// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/offers.hpp"

#include "taskflow/messages.hpp"
#include "taskflow/protection/forgetting.hpp"
#include "taskflow/protection/protecting.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/tasks/asking.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "taskflow/tasks/packing.hpp"

namespace kazi::taskflow {

namespace {

int offers_today(const Turn& turn) {
    return turn.worker.offer_day == turn.context.local.day_number ? turn.worker.offers_today : 0;
}

bool may_be_offered(const Turn& turn) {
    const Worker& worker = turn.worker;
    return worker.stage == Stage::active && !worker.opted_out && !worker.question &&
           !is_correcting(turn) && !is_asked_to_forget(turn) && may_be_written_to(turn) &&
           is_good_hour(turn) && !resting(turn) &&
           offers_today(turn) < turn.context.market.offers_per_day_max &&
           worker.offers_unanswered < offers_unanswered_max;
}

void count_offer(Turn& turn) {
    turn.worker.offers_today = static_cast<std::uint8_t>(offers_today(turn) + 1);
    turn.worker.offer_day = turn.context.local.day_number;
    turn.worker.last_offer_at = turn.at;
    ++turn.worker.offers_unanswered;
}

}  // namespace

void on_work_offered(Turn& turn, const WorkOffered& offer) {
    if (!may_be_offered(turn)) return;
    const Assignable* candidate = find_candidate(turn, offer.campaign);
    turn.effects.found_no_work = candidate == nullptr;
    if (candidate == nullptr) return;
    if (!escrow_pays(turn, *candidate, turn.context.market.sms_segments_max)) return;
    ask(turn, *candidate);
    pack_beside(turn, offer_screen);
    count_offer(turn);
    send_offer(turn, offer_screen(turn), turn.worker.question->lease_until);
}

}  // namespace kazi::taskflow
