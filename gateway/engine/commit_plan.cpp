// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/commit_plan.hpp"

#include <algorithm>
#include <map>

#include "gateway/engine/evidence_write.hpp"
#include "gateway/engine/item_result.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/lesson_plan.hpp"
#include "gateway/engine/person_plan.hpp"
#include "gateway/engine/review_commit.hpp"
#include "gateway/engine/step_sums.hpp"
#include "gateway/engine/tie_plan.hpp"
#include "gateway/engine/wage_plan.hpp"
#include "gateway/ensure.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/outbox_record.hpp"
#include "gateway/records/payout_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "taskflow/pay/accounts.hpp"

namespace kazi::gateway::engine {

namespace {

using namespace taskflow;
using Kind = GuardMeaning::Kind;

// An opening counts as a byte that stops at 0: this leaves none, however many there are.
constexpr std::int16_t no_opening = -255;

struct Planner {
    const CommitFacts& facts;
    const Step& step;
    CommitPlan plan = {};

    Planner(const CommitFacts& event_facts, const Step& decided)
        : facts(event_facts), step(decided) {
        constexpr std::size_t expected = 12;  // of a turn that answers and asks
        plan.batch.cell = facts.cell;
        plan.batch.guards.reserve(expected);
        plan.meanings.reserve(expected);
        plan.batch.writes.reserve(expected);
    }

    const Effects& effects() const { return step.effects; }

    void require(store::Guard guard, GuardMeaning meaning) {
        plan.batch.guards.push_back(std::move(guard));
        plan.meanings.push_back(meaning);
    }
    void write(store::Write write) { plan.batch.writes.push_back(std::move(write)); }
};

void plan_worker(Planner& planner) {
    const CommitFacts& facts = planner.facts;
    const std::string key = keys::worker(facts.event.worker);
    planner.require(store::VersionIs{{key}, facts.version}, {});
    planner.write(store::Put{
        {key}, store::encode_record(records::to_record(planner.step.worker, facts.version + 1))});
    const bool relearns = facts.relearns_number && !planner.step.worker.protection.erased;
    plan_person(planner.plan.batch, facts.event.worker, planner.effects(),
                {.msisdn = facts.msisdn,
                 .to_be_kept = facts.version == 0 || relearns,
                 .came_as = facts.came_as});
}

ItemOfCampaign answered_item(const CommitFacts& facts, ItemRef item) {
    const Campaign& campaign = *facts.answered_campaign;
    const auto beside = std::ranges::find(facts.beside, item, &AnsweredBeside::item);
    if (beside != facts.beside.end()) return {campaign, item.index, beside->id, beside->gold};
    return {campaign, item.index, facts.answered_item_id, facts.answered_gold};
}

records::ItemResult result_of(const Planner& planner, const ItemChange& change) {
    const Campaign& campaign = *planner.facts.answered_campaign;
    const bool confident = change.state.confidence_ppm >= campaign.redundancy.confidence_ppm ||
                           campaign.redundancy.minimum == campaign.redundancy.maximum;
    return item_result(
        answered_item(planner.facts, change.item), change.state,
        confident ? records::ItemOutcome::confident : records::ItemOutcome::exhausted,
        planner.facts.event.at);
}

void plan_item(Planner& planner, const ItemChange& change) {
    const store::Place place = keys::item_state(change.item);
    planner.require(store::VersionIs{place, change.state.version}, {});
    planner.write(store::Put{place, packed_state(change.state, planner.facts.answered_campaign)});
    if (change.withdraws)
        planner.write(
            store::AddByte{keys::openings(change.item.campaign), change.item.index, no_opening});
    if (!change.closes) return;
    ensure(planner.facts.answered_campaign != nullptr, "an item closes with its campaign known");
    const records::ItemResult result = result_of(planner, change);
    planner.plan.closes.push_back(result.outcome);
    planner.write(store::Append{keys::results(change.item.campaign), records::pack_result(result)});
    planner.write(store::Add{keys::tally(change.item.campaign), "closed", 1});
    planner.write(
        store::Add{keys::tally(change.item.campaign), keys::settling_answers, result.answers});
}

// Of several answers in one message each closes or moves an item of its own.
void plan_items(Planner& planner) {
    for (const EarlierAnswer& each : planner.effects().earlier)
        plan_item(planner, each.item);
    if (planner.effects().item) plan_item(planner, *planner.effects().item);
}

// An opening that she gives back must not reach an item that a correction closes meanwhile.
void guard_return(Planner& planner, ItemRef item) {
    const auto& asked = planner.facts.asked;
    const auto seen = std::ranges::find(asked, item, &std::pair<ItemRef, std::uint32_t>::first);
    if (seen == asked.end() || changes_item(planner.effects(), item)) return;
    planner.require(store::VersionIs{keys::item_state(item), seen->second}, {});
}

void plan_openings(Planner& planner) {
    std::map<ItemRef, int> changes;
    for (const OpeningChange& change : planner.effects().openings)
        changes[change.item] += change.delta;
    for (const auto& [item, delta] : changes) {
        if (delta == 0) continue;
        const std::string key = keys::openings(item.campaign);
        if (delta < 0)
            planner.require(store::ByteAtLeast{key, item.index, static_cast<std::uint8_t>(-delta)},
                            {.kind = Kind::opening_gone, .item = item, .campaign = 0});
        else
            guard_return(planner, item);
        planner.write(store::AddByte{key, item.index, static_cast<std::int16_t>(delta)});
    }
}

using TallySums = std::map<std::pair<std::uint32_t, std::string_view>, std::int64_t>;

// What her level earned her beyond what the campaign pays anyway.
void add_level_pay(const Planner& planner, const AnswerRecord& answer, TallySums& sums) {
    const Campaign* campaign = planner.facts.answered_campaign;
    if (campaign == nullptr || answer.pay_micro == campaign->pay.micro) return;
    const AnswerPrice price = campaign->price_paying(answer.pay_micro);
    sums[{answer.item.campaign, "level_pay"}] += price.pay.micro - campaign->pay.micro;
    sums[{answer.item.campaign, "level_fees"}] += price.fee.micro - campaign->fee.micro;
}

void plan_tallies(Planner& planner) {
    TallySums sums;
    for (const LeaseChange& change : planner.effects().leases)
        sums[{change.campaign, "leases"}] += change.delta;
    for (const SmsToWorker& message : planner.effects().messages) {
        if (message.campaign == 0) continue;
        sums[{message.campaign, "messages"}] += 1;
        sums[{message.campaign, "segments"}] += message.segments;
        if (!message.reply) sums[{message.campaign, "offers"}] += 1;
    }
    if (const auto& effort = planner.effects().effort)
        sums[{effort->campaign, keys::effort_fields.at(effort->step)}] += 1;
    for (const AnswerRecord* answer : answers_of(planner.effects())) {
        sums[{answer->item.campaign, "answers"}] += 1;
        sums[{answer->item.campaign, "reply_costs"}] += answer->reply_cost_micro;
        sums[{answer->item.campaign, "bonuses"}] += answer->bonus_micro;
        add_level_pay(planner, *answer, sums);
    }
    for (const auto& [which, sum] : sums) {
        if (sum != 0)
            planner.write(store::Add{keys::tally(which.first), std::string(which.second), sum});
    }
}

// She is answered where she wrote, and told news where she is at home.
const WorkerId& addressee(const CommitFacts& facts, const SmsToWorker& message) {
    return message.reply && facts.came_as ? *facts.came_as : facts.event.worker;
}

void plan_messages(Planner& planner) {
    for (const SmsToWorker& message : planner.effects().messages) {
        records::OutboxMessage out;
        out.worker = addressee(planner.facts, message);
        out.sequence = message.sequence;
        out.campaign = message.campaign;
        out.not_after = message.not_after;
        out.trace = planner.facts.trace;
        out.text = message.text;
        if (message.reply) out.route = planner.facts.route;
        planner.write(
            store::Append{message.reply ? keys::replies : keys::bulk, records::pack_message(out)});
    }
}

void plan_evidence(Planner& planner) {
    for (const Evidence& evidence : planner.effects().evidence)
        planner.write(write_of(evidence));
}

void plan_payout(Planner& planner) {
    if (!planner.effects().payout) return;
    const PayoutOrdered& order = *planner.effects().payout;
    auto created = billing::create_payout(std::string(records::raw(planner.facts.event.worker)),
                                          order.sequence, order.amount, planner.facts.event.at);
    created.payout.kind = order.kind;
    const store::Place place{keys::payouts, created.payout.id};
    planner.require(store::Absent{place}, {});
    planner.write(store::Put{place, records::pack_payout(created.payout, 1)});
    planner.write(store::Append{keys::payouts_due, created.payout.id});
}

void plan_timer(Planner& planner) {
    const std::string member(records::raw(planner.facts.event.worker));
    const std::int64_t before = planner.facts.wake_before;
    const std::int64_t after = planner.step.worker.wake_at;
    // A timer that went off is always taken from the schedule or moved, whatever the record said.
    const bool fired = std::holds_alternative<TimerFired>(planner.facts.event.what);
    if (after == before && !fired) return;
    if (after == 0) {
        planner.write(store::Unschedule{keys::timers, member});
    } else {
        planner.write(store::Schedule{keys::timers, member, after / 1000});
    }
}

void ensure_wallet_moves_by(const Planner& planner, const billing::Postings& postings) {
    const auto* joined = std::get_if<NumberJoined>(&planner.facts.event.what);
    std::optional<billing::Posting> aside;  // whose record the same commit empties
    if (joined != nullptr) aside = {wallet_of(joined->number), -joined->available};
    const auto change = [&](billing::AccountKind kind) {
        return worker_change(postings, planner.facts.event.worker, kind, aside);
    };
    const Worker& after = planner.step.worker;
    ensure(planner.facts.available_before_micro + change(billing::AccountKind::worker_available) ==
               after.available_micro,
           "a wallet moves by its postings and by nothing else");
    ensure(planner.facts.pending_before_micro + change(billing::AccountKind::worker_pending) ==
               after.cases.pending_micro,
           "pay that waits moves by its postings and by nothing else");
}

template <typename Parts>
void plan_parts(Planner& planner, Parts parts) {
    for (store::Guard& guard : parts.guards)
        planner.require(std::move(guard), {});
    for (store::Write& write : parts.writes)
        planner.write(std::move(write));
}

void plan_training(Planner& planner) {
    LessonWrites lessons = plan_lessons(planner.effects());
    for (LessonGuard& each : lessons.guards)
        planner.require(std::move(each.guard),
                        {.kind = Kind::lesson_place_gone, .item = {}, .campaign = each.campaign});
    for (store::Write& write : lessons.writes)
        planner.write(std::move(write));
}

records::Cause cause_of(const Event& event) {
    if (std::holds_alternative<WorkOffered>(event.what)) return records::Cause::offer;
    if (std::holds_alternative<PayoutSettled>(event.what)) return records::Cause::payout;
    if (std::holds_alternative<WagesToppedUp>(event.what)) return records::Cause::top_up;
    if (std::holds_alternative<FriendWorked>(event.what)) return records::Cause::friend_worked;
    if (std::holds_alternative<NumberJoined>(event.what)) return records::Cause::number_joined;
    return records::Cause::turn;
}

// Whose escrow a step draws on.
std::uint32_t paying_campaign(const Effects& effects) {
    if (effects.answer) return effects.answer->item.campaign;
    if (effects.lesson) return effects.lesson->campaign;
    return message_payer(effects);
}

// What is believed of an escrow may be old, and several messages may have been paid since: so the
// commit itself keeps messages from using up what answers are owed.
void guard_what_is_owed(Planner& planner) {
    const std::uint32_t campaign = message_payer(planner.effects());
    if (campaign == 0) return;
    const billing::Account escrow = escrow_of(campaign);
    const billing::Money debit = debit_of(escrow, all_postings(planner.effects()));
    if (debit.micro == 0) return;
    const Campaign* answered = planner.facts.answered_campaign;
    const auto& lesson = planner.effects().lesson;
    std::int64_t earned = 0;
    for (const AnswerRecord* answer : answers_of(planner.effects()))
        if (answered != nullptr && answer->item.campaign == campaign)
            earned += answered->answer_micro_max() + answer->bonus_micro;
    if (lesson && lesson->campaign == campaign) earned += lesson->pay_micro;
    planner.require(
        store::AtLeast{keys::balances, balance_field(escrow, debit.currency),
                       debit.micro + std::max<std::int64_t>(planner.facts.owed_micro - earned, 0)},
        {.kind = Kind::message_room_gone, .item = {}, .campaign = campaign});
}

bool is_worth_an_entry(const records::JournalEntry& entry) {
    return !entry.postings.empty() || entry.answer || entry.correction || entry.consent ||
           entry.lesson;
}

// One entry for each answer, so that whoever reads the journal finds each with its own pay.
void plan_earlier_entries(Planner& planner) {
    for (const EarlierAnswer& each : planner.effects().earlier) {
        records::JournalEntry entry;
        entry.postings = merged(each.postings);
        entry.answer = each.answer;
        entry.cause = cause_of(planner.facts.event);
        entry.worker = planner.facts.event.worker;
        planner.write(store::Append{keys::journal, records::pack_journal(entry)});
    }
}

records::JournalEntry last_entry(const Planner& planner, const Attachment& attachment) {
    records::JournalEntry entry;
    entry.postings = planner.effects().postings;
    entry.postings.insert(entry.postings.end(), attachment.postings.begin(),
                          attachment.postings.end());
    ensure(billing::balances(entry.postings), "postings sum to zero");
    entry.postings = merged(entry.postings);
    entry.answer = planner.effects().answer;
    entry.correction = planner.effects().correction;
    entry.consent = planner.effects().consent;
    entry.lesson = planner.effects().lesson;
    entry.cause = cause_of(planner.facts.event);
    entry.worker = planner.facts.event.worker;
    entry.reference = attachment.reference;
    return entry;
}

void plan_journal(Planner& planner, const Attachment& attachment) {
    const records::JournalEntry entry = last_entry(planner, attachment);
    billing::Postings all = all_postings(planner.effects());
    all.insert(all.end(), attachment.postings.begin(), attachment.postings.end());
    all = merged(all);
    ensure(billing::balances(all), "postings sum to zero");
    ensure_wallet_moves_by(planner, all);
    plan_earlier_entries(planner);
    if (!is_worth_an_entry(entry)) return;
    guard_what_is_owed(planner);
    const std::size_t guards_before = planner.plan.batch.guards.size();
    post(planner.plan.batch, all);
    const std::uint32_t campaign = paying_campaign(planner.effects());
    for (std::size_t i = guards_before; i < planner.plan.batch.guards.size(); ++i)
        planner.plan.meanings.push_back(
            {.kind = Kind::escrow_short, .item = {}, .campaign = campaign});
    planner.write(store::Append{keys::journal, records::pack_journal(entry)});
}

void plan_attachment(Planner& planner, const Attachment& attachment) {
    for (const store::Guard& guard : attachment.guards)
        planner.require(guard, {.kind = Kind::attachment, .item = {}, .campaign = 0});
    for (const store::Write& write : attachment.writes)
        planner.write(write);
}

}  // namespace

std::uint32_t message_payer(const Effects& effects) {
    for (const SmsToWorker& message : effects.messages) {
        if (message.campaign != 0) return message.campaign;
    }
    return 0;
}

std::string balance_field(const billing::Account& account, billing::Currency currency) {
    return billing::to_string(account).append(1, ' ').append(currency.code());
}

bool stands_in_record(billing::AccountKind kind) {
    return kind == billing::AccountKind::worker_available ||
           kind == billing::AccountKind::worker_pending;
}

void post(store::Batch& batch, const billing::Postings& postings) {
    for (const billing::Posting& posting : postings) {
        if (stands_in_record(posting.account.kind)) continue;
        if (billing::passes_through(posting.account.kind)) continue;
        const std::string field = balance_field(posting.account, posting.change.currency);
        if (posting.change.micro < 0 && billing::has_floor(posting.account.kind))
            batch.guards.push_back(store::AtLeast{keys::balances, field, -posting.change.micro});
        batch.writes.push_back(store::Add{keys::balances, field, posting.change.micro});
    }
}

CommitPlan plan_commit(const CommitFacts& facts, const Step& step, const Attachment& attachment) {
    Planner planner(facts, step);
    plan_worker(planner);
    plan_items(planner);
    plan_parts(planner, plan_reviews(facts, step.effects));
    plan_training(planner);
    plan_parts(planner, plan_ties(facts.event.worker, step.effects));
    plan_openings(planner);
    plan_payout(planner);
    plan_attachment(planner, attachment);
    plan_journal(planner, attachment);
    plan_tallies(planner);
    plan_wages(planner.plan.batch, facts, step.effects);
    plan_messages(planner);
    plan_evidence(planner);
    plan_timer(planner);
    return std::move(planner.plan);
}

}  // namespace kazi::gateway::engine
