// SPDX-License-Identifier: Apache-2.0
// The last message to her needs her number, so it is erased some time after that message, by her
// timer. What stays is what others' money and answers depend on: counters that make ids, change
// too small to be sent, and which questions she was asked and
// which lessons she was paid for. And that she is out: whoever was
// forgotten must not be written to as if she had never said so.
#include "taskflow/protection/forgetting.hpp"

#include "taskflow/commands.hpp"
#include "taskflow/dialogue/keys.hpp"
#include "taskflow/pay/pin.hpp"
#include "taskflow/pay/wallet.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "taskflow/tasks/leases.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

constexpr Instant answer_within_us = day_us;
constexpr Instant last_message_us = hour_us;

/// Pay that waits for her PIN or for her word on its fee would be left behind.
bool pay_asks_first(const Turn& turn) {
    const bool asks = pin_need(turn) != PinNeed::none || must_agree_to_fee(turn);
    return asks && !turn.worker.payout_open && missing_for_payout(turn) == 0;
}

void erase(Turn& turn) {
    Worker rest;
    rest.opted_out = true;
    rest.available_micro = turn.worker.available_micro;
    rest.payout_sequence = turn.worker.payout_sequence;
    rest.message_sequence = turn.worker.message_sequence;
    rest.histories = std::move(turn.worker.histories);
    rest.training = std::move(turn.worker.training);
    for (CampaignTraining& each : rest.training.campaigns)
        each.errors.clear();
    rest.protection.erased = true;
    Ties& ties = turn.worker.ties;
    if (!ties.code.empty() || !ties.numbers.empty()) {
        tie_changes(turn).erased_code = std::move(ties.code);
        for (const OtherNumber& number : ties.numbers)
            tie_changes(turn).erased_numbers.push_back(number.id);
    }
    turn.worker = std::move(rest);
    turn.effects.erases_number = true;
}

}  // namespace

Place ask_to_forget(Turn& turn) {
    if (pay_asks_first(turn)) {
        note(turn, keys::forget_pay_first);
        return Place::balance;
    }
    turn.worker.protection.forget_asked_at = turn.at;
    return Place::forget_ask;
}

bool is_asked_to_forget(const Turn& turn) {
    const Protection& protection = turn.worker.protection;
    return !protection.leaving && protection.forget_asked_at != 0 &&
           turn.at - protection.forget_asked_at < answer_within_us;
}

std::optional<Place> answer_forget(Turn& turn, const std::string& words) {
    const auto agreement = turn.context.phrases.vocabulary().agreement(words);
    const bool sure = words == "1" || agreement == true;
    const bool stays = words == "2" || agreement == false;
    turn.worker.protection.forget_asked_at = sure ? turn.at : 0;
    if (sure) {
        leave_for_good(turn);
        return Place::forget_done;
    }
    if (!stays) return std::nullopt;
    note(turn, keys::forget_kept);
    if (turn.worker.stage == Stage::active) return place_of_work(turn);
    return turn.worker.consent_version == 0 ? Place::how_to : Place::my_data;
}

void leave_for_good(Turn& turn) {
    opt_out(turn);
    turn.worker.last_answer.reset();
    turn.worker.pack.answered = {};
    turn.worker.protection.leaving = true;
    turn.worker.protection.forget_asked_at = turn.at;
}

void put_off_leaving(Turn& turn, bool paid) {
    if (!paid) turn.worker.protection.forget_asked_at = turn.at + day_us;
}

void go_on_leaving(Turn& turn) {
    if (turn.worker.payout_open || turn.at < leaving_wake(turn.worker)) return;
    // Pay that a client may still look at is hers, and she is paid it first.
    if (turn.worker.cases.pending_micro > 0) return put_off_leaving(turn, false);
    if (!order_payout(turn)) erase(turn);
}

Instant leaving_wake(const Worker& worker) {
    if (!worker.protection.leaving || worker.payout_open) return 0;
    return worker.protection.forget_asked_at + last_message_us;
}

}  // namespace kazi::taskflow
