// SPDX-License-Identifier: Apache-2.0
// One event, one small function. The functions change the turn; here its ends are tied.
#include "taskflow/step.hpp"

#include "billing/ensure.hpp"
#include "taskflow/commands.hpp"
#include "taskflow/conversation.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/pay/commission.hpp"
#include "taskflow/pay/networks.hpp"
#include "taskflow/pay/top_up.hpp"
#include "taskflow/pay/wallet.hpp"
#include "taskflow/review/reviewing.hpp"
#include "taskflow/tasks/interview.hpp"
#include "taskflow/tasks/leases.hpp"
#include "taskflow/tasks/offers.hpp"
#include "taskflow/ties/dormant_number.hpp"
#include "taskflow/ties/linking.hpp"
#include "taskflow/ties/referring.hpp"
#include "taskflow/turn.hpp"
#include "taskflow/ussd/ussd.hpp"

namespace kazi::taskflow {

namespace {

void decide(Turn& turn, const SmsReceived& sms) {
    on_sms(turn, sms);
}
void decide(Turn& turn, const UssdTurned& turned) {
    on_ussd(turn, turned);
}
void decide(Turn& turn, const UssdEnded& ended) {
    on_ussd_ended(turn, ended);
}
void decide(Turn& turn, const UssdOverran& overran) {
    on_ussd_overran(turn, overran);
}
void decide(Turn& turn, const TimerFired&) {
    on_timer(turn);
    pay_by_timer(turn);
    tell_waiting_news(turn);
}
void decide(Turn& turn, const WorkOffered& offer) {
    on_work_offered(turn, offer);
}
void decide(Turn& turn, const OptedOut&) {
    opt_out(turn);
}
void decide(Turn& turn, const OptedIn&) {
    turn.worker.opted_out = false;
    turn.worker.protection.leaving = false;
    set_news_time(turn, Haste::can_wait);
}
void decide(Turn& turn, const PayoutSettled& settled) {
    on_payout_settled(turn, settled);
}
void decide(Turn& turn, const ReviewMoved& moved) {
    on_review(turn, moved);
}
void decide(Turn& turn, const WagesToppedUp& topped) {
    on_topped_up(turn, topped);
}
void decide(Turn& turn, const FriendWorked& worked) {
    on_friend_worked(turn, worked);
}
void decide(Turn& turn, const NumberJoined& joined) {
    on_number_joined(turn, joined);
}
void decide(Turn& turn, const LinkRefused&) {
    on_link_refused(turn);
}

/// A repeated event leaves no trace but its reply.
Step repeated(const Worker& before, Effects effects) {
    Effects only_reply;
    only_reply.ussd = std::move(effects.ussd);
    only_reply.duplicate = true;
    return {before, std::move(only_reply)};
}

// Whoever was forgotten and is spoken with again needs a number to be answered at.
void keep_number_if_needed(Turn& turn) {
    Protection& protection = turn.worker.protection;
    const bool spoken_with = !turn.effects.messages.empty() || turn.worker.stage != Stage::stranger;
    if (!protection.erased || turn.effects.erases_number || !spoken_with) return;
    protection.erased = false;
    turn.effects.keeps_number = true;
}

// A wake-up that is due is never put off: one look too early costs less than moving it with each
// answer.
Instant wake_after(const Worker& before, const Worker& after, const Event& event) {
    const Instant due = next_wake(after, event.at);
    const bool pending = before.wake_at > event.at;
    if (pending && due > before.wake_at && !std::holds_alternative<TimerFired>(event.what))
        return before.wake_at;
    return due;
}

}  // namespace

Step step(const Worker& before, const Event& event, const Context& context) {
    if (came_from_dormant_number(before, event, context)) {
        Step without_it = let_number_go(before, event, context);
        without_it.worker.wake_at = wake_after(before, without_it.worker, event);
        return without_it;
    }
    Turn turn = begin_turn(before, event, context);
    learn_network(turn);
    std::visit([&](const auto& what) { decide(turn, what); }, event.what);
    if (turn.effects.duplicate) return repeated(before, std::move(turn.effects));
    forget_closed_interview(turn);
    earn_for_friend(turn);
    keep_number_if_needed(turn);
    share_fees(turn, event);
    billing::ensure(billing::balances(turn.effects.postings), "a step's postings do not balance");
    billing::ensure(turn.worker.available_micro >= 0, "a worker's balance fell below zero");
    billing::ensure(turn.worker.cases.pending_micro >= 0, "pay that waits fell below zero");
    turn.worker.wake_at = wake_after(before, turn.worker, event);
    return {std::move(turn.worker), std::move(turn.effects)};
}

}  // namespace kazi::taskflow
