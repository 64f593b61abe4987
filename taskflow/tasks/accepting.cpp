// SPDX-License-Identifier: Apache-2.0
// Openings: an item starts with as many as its plan wants answers at least. Each lease takes one,
// a lease that ends without an answer gives it back. So when as many answers are in as openings
// were issued, nobody else is working on the item, and it is settled or gets one opening more.
//
// A correction can settle an item that had asked for one opening more. A free one is withdrawn
// then; one that is leased already is answered and paid as a surplus.
#include "taskflow/tasks/accepting.hpp"

#include <algorithm>
#include <iterator>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/pay/networks.hpp"
#include "taskflow/pay/wallet.hpp"
#include "taskflow/protection/protecting.hpp"
#include "taskflow/quality/belief.hpp"
#include "taskflow/review/reviewing.hpp"
#include "taskflow/standing/checks.hpp"
#include "taskflow/standing/estimate.hpp"
#include "taskflow/standing/keeping.hpp"
#include "taskflow/tasks/leases.hpp"
#include "taskflow/tasks/pack_correcting.hpp"
#include "taskflow/training/teaching.hpp"
#include "taskflow/ussd/paid_session.hpp"

namespace kazi::taskflow {

namespace {

std::uint16_t label_of(ItemState& state, const Given& given) {
    if (given.text.empty()) return given.option;
    const auto known = std::find(state.labels.begin(), state.labels.end(), given.text);
    const auto label = known - state.labels.begin();
    if (known == state.labels.end()) state.labels.push_back(given.text);
    return static_cast<std::uint16_t>(label);
}

/// Weighs the answers so far: the item closes, or somebody else is asked too.
void judge(Turn& turn, const Campaign& campaign, ItemChange& change,
           std::optional<std::uint16_t> gold) {
    ItemState& state = change.state;
    const quality::Verdict verdict = quality::judge(state, campaign);
    state.best_label = verdict.best_label;
    state.confidence_ppm = verdict.confidence_ppm;
    const bool used_up = state.answers.size() >= state.issued;
    if (verdict.settled || (used_up && state.issued >= campaign.redundancy.maximum)) {
        std::ranges::move(quality::evidence(state, campaign, gold),
                          std::back_inserter(turn.effects.evidence));
        state.closed = change.closes = true;
        change.withdraws = !used_up;
    } else if (used_up) {
        ++state.issued;
        change_openings(turn, change.item, +1);
    }
}

void give_up_lease(Turn& turn) {
    const OpenQuestion& question = *turn.worker.question;
    if (question.leased) {
        change_leases(turn, question.item.campaign, -1);
    } else {
        change_openings(turn, opening_of(turn.worker, *turn.asking->campaign), -1);
    }
}

/// What she said of gold counts for her; where it was wrong, a lesson may come of it.
void learn_from_gold(Turn& turn, const Campaign& campaign, std::uint16_t label,
                     std::uint16_t gold) {
    count_gold(turn, campaign, label == gold);
    if (label != gold)
        note_error(turn.worker, campaign.number,
                   question::result_text(campaign.question, {}, gold));
}

void add_to_item(Turn& turn, const Campaign& campaign, ItemChange& change, GivenAnswer answer) {
    const auto gold = truth_of(*turn.asking);
    if (gold) learn_from_gold(turn, campaign, answer.label, *gold);
    ItemState& state = change.state;
    state.issued = std::max<std::uint16_t>(state.issued, campaign.redundancy.minimum);
    ++state.answer_count;
    if (state.closed) {
        const auto late = quality::late_evidence(turn.id, campaign, answer.label, state, gold);
        if (!late.changes.empty()) turn.effects.evidence.push_back(late);
        return;
    }
    state.answers.push_back(std::move(answer));
    judge(turn, campaign, change, gold);
}

void remember_answer(Turn& turn, const Campaign& campaign, const ItemChange& change) {
    turn.worker.last_answer.reset();
    turn.answered.reset();
    // What a client may be looking at, or judges a case, stands as it was given.
    if (change.state.closed || campaign.review.wanted() || campaign.review.judges) return;
    turn.worker.last_answer = LastAnswer{
        .item = change.item, .accepted_hour = static_cast<std::uint32_t>(turn.at / hour_us)};
}

bool says_the_same(const ItemState& state, const GivenAnswer& answer, const Given& given) {
    return given.text.empty() ? answer.label == given.option
                              : state.labels.at(answer.label) == given.text;
}

/// Her new answer among the others.
void put_in_place(ItemState& state, const WorkerId& worker, const Given& given) {
    const std::uint16_t label = label_of(state, given);
    for (GivenAnswer& each : state.answers) {
        if (each.worker == worker) each.label = label;
    }
    renumber_labels(state);
}

/// Another label of hers weighs what it would weigh if she gave it now.
void weigh_again(Turn& turn, ItemState& state, AnswerRecord& record) {
    for (GivenAnswer& each : state.answers) {
        if (each.worker != turn.id) continue;
        each =
            quality::weighed(*turn.answered->campaign, turn.id, record.label, turn.context.counts);
        record.reliability_permille = each.reliability_permille;
    }
}

/// Between two USSD pages nothing but she takes time; an SMS may have waited in her pocket.
void measure_effort(Turn& turn) {
    const OpenQuestion& question = *turn.worker.question;
    const bool by_ussd = turn.channel == Channel::ussd && question.channel == Channel::ussd;
    if (!by_ussd || question.tries > 0 || turn.at < question.asked_at) return;
    const auto seconds = static_cast<std::uint64_t>((turn.at - question.asked_at) / second_us);
    if (seconds > effort_steps.back()) return;  // she put the phone down
    turn.effects.effort = EffortSeen{question.item.campaign, effort_step(seconds)};
}

void pay(Turn& turn, const Campaign& campaign, const AnswerRecord& record) {
    if (campaign.review.wanted()) return hold_pay(turn, campaign, record);
    credit(turn, campaign, price_of_answer(turn), record);
    const auto kind = record.surplus ? LastOutcome::Kind::surplus : LastOutcome::Kind::paid;
    turn.worker.last = {kind, record.item, record.earned_micro()};
}

void report_to_partner(Turn& turn, std::int64_t earned_micro) {
    const std::string& code = turn.worker.protection.partner;
    if (code.empty()) return;
    if (!turn.effects.partner) turn.effects.partner = PartnerCount{.code = code};
    ++turn.effects.partner->answers;
    turn.effects.partner->earned_micro += earned_micro;
}

/// Another answer of the same message comes: the one before it is whole.
void set_earlier_aside(Turn& turn) {
    Effects& effects = turn.effects;
    if (!effects.answer) return;
    effects.earlier.push_back(
        {std::move(*effects.answer), std::move(*effects.item), std::move(effects.postings)});
    effects.answer.reset();
    effects.item.reset();
    effects.postings.clear();
}

/// What her message cost her is given back once, however much it answered.
std::int64_t reply_cost_of(const Turn& turn, const Campaign& campaign) {
    if (!turn.effects.earlier.empty()) return 0;
    return std::min(reply_cost_micro(turn), campaign.wages.reply_cost_micro);
}

/// A check says something of her and nothing of its item, which has its answers.
void check_her(Turn& turn, const Campaign& campaign, const GivenAnswer& answer) {
    turn.worker.last_answer.reset();
    turn.answered.reset();
    const auto gold = truth_of(*turn.asking);
    if (!gold) return;  // it is none any more
    learn_from_gold(turn, campaign, answer.label, *gold);
    turn.effects.evidence.push_back(
        quality::late_evidence(turn.id, campaign, answer.label, ItemState{}, gold));
}

void join_item(Turn& turn, const Campaign& campaign, ItemChange change, GivenAnswer answer) {
    add_to_item(turn, campaign, change, std::move(answer));
    remember_answer(turn, campaign, change);
    turn.effects.item = std::move(change);
}

AnswerRecord record_of(const Turn& turn, const GivenAnswer& answer, const Given& given) {
    AnswerRecord record;
    record.item = turn.asking->ref;
    record.label = answer.label;
    record.text = given.text;
    record.reliability_permille = answer.reliability_permille;
    record.channel = turn.channel;
    record.check = turn.worker.standing.asked_check;
    record.surplus = find_asked(turn, turn.asking->ref)->state.closed && !record.check;
    record.pay_micro = price_of_answer(turn).pay.micro;
    record.reply_cost_micro = reply_cost_of(turn, *turn.asking->campaign);
    record.bonus_micro = bonus_of_answer(turn).micro;
    return record;
}

}  // namespace

void take_answer(Turn& turn, const Given& given) {
    set_earlier_aside(turn);
    const Campaign& campaign = *turn.asking->campaign;
    ItemChange change{.item = turn.asking->ref, .state = find_asked(turn, turn.asking->ref)->state};
    const std::uint16_t label = label_of(change.state, given);
    GivenAnswer answer = quality::weighed(campaign, turn.id, label, turn.context.counts);
    const AnswerRecord record = record_of(turn, answer, given);
    take_stock(turn.worker.standing, turn.context.counts, turn.context.local.day_number);
    measure_effort(turn);

    count_effort(turn);
    give_up_lease(turn);
    if (turn.worker.standing.asked_check) {
        check_her(turn, campaign, answer);
    } else {
        join_item(turn, campaign, std::move(change), std::move(answer));
    }
    pay(turn, campaign, record);
    report_to_partner(turn, record.earned_micro());
    lengthen_streak(turn.worker, campaign);
    ++turn.worker.answers;
    count_session_answer(turn);
    turn.effects.answer = record;
    remember_for_oops(turn);
    close_question(turn);
}

void tell_pay(Turn& turn, std::int64_t micro) {
    note(turn, dialogue::keys::pay_credited, {{"pay", money_text(turn, micro)}});
    order_payout_if_due(turn);
}

void accept(Turn& turn, const Given& given) {
    const bool paid = !turn.asking->campaign->review.wanted();
    const std::int64_t earned = (price_of_answer(turn).pay + bonus_of_answer(turn)).micro;
    take_answer(turn, given);
    if (paid) tell_pay(turn, earned);
}

bool replace_answer(Turn& turn, const Given& given) {
    ItemChange change{.item = turn.answered->ref, .state = turn.context.answered->state};
    const GivenAnswer before = *change.state.answer_of(turn.id);
    if (says_the_same(change.state, before, given)) return false;
    const auto gold = truth_of(*turn.answered);
    put_in_place(change.state, turn.id, given);
    AnswerRecord record;
    record.item = change.item;
    record.label = change.state.answer_of(turn.id)->label;
    record.text = given.text;
    record.channel = turn.channel;
    weigh_again(turn, change.state, record);
    if (gold) recount_gold(turn, before.label == *gold, record.label == *gold);
    judge(turn, *turn.answered->campaign, change, gold);
    if (change.state.closed) turn.worker.last_answer.reset();
    turn.effects.correction = std::move(record);
    turn.effects.item = std::move(change);
    return true;
}

}  // namespace kazi::taskflow
