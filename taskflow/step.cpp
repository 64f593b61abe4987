// SPDX-License-Identifier: Apache-2.0
// One event, one small function. The functions change the turn; here its ends are tied.
#include "taskflow/step.hpp"

#include <limits>

#include "billing/ensure.hpp"
#include "taskflow/commands.hpp"
#include "taskflow/conversation.hpp"
#include "taskflow/leases.hpp"
#include "taskflow/offers.hpp"
#include "taskflow/turn.hpp"
#include "taskflow/ussd.hpp"
#include "taskflow/wallet.hpp"

namespace kazi::taskflow {

namespace {

std::uint32_t add_capped(std::uint32_t left, std::uint32_t right) {
    constexpr std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
    return right > most - left ? most : left + right;
}

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
}
void decide(Turn& turn, const WorkOffered& offer) {
    on_work_offered(turn, offer);
}
void decide(Turn& turn, const OptedOut&) {
    opt_out(turn);
}
void decide(Turn& turn, const OptedIn&) {
    turn.worker.opted_out = false;
}
void decide(Turn& turn, const PayoutSettled& settled) {
    on_payout_settled(turn, settled);
}

void decide(Turn& turn, const AnswerSettled& settled) {
    Skill& skill = turn.worker.skill;
    skill.right_milli = add_capped(skill.right_milli, settled.right_milli);
    skill.seen_milli = add_capped(skill.seen_milli, settled.seen_milli);
}

/// A repeated event leaves no trace but its reply.
Step repeated(const Worker& before, Effects effects) {
    Effects only_reply;
    only_reply.ussd = std::move(effects.ussd);
    only_reply.duplicate = true;
    return {before, std::move(only_reply)};
}

}  // namespace

Step step(const Worker& before, const Event& event, const Context& context) {
    Turn turn = begin_turn(before, event, context);
    std::visit([&](const auto& what) { decide(turn, what); }, event.what);
    if (turn.effects.duplicate) return repeated(before, std::move(turn.effects));
    billing::ensure(billing::balances(turn.effects.postings), "a step's postings do not balance");
    billing::ensure(turn.worker.available_micro >= 0, "a worker's balance fell below zero");
    turn.worker.wake_at = next_wake(turn.worker, event.at);
    return {std::move(turn.worker), std::move(turn.effects)};
}

}  // namespace kazi::taskflow
