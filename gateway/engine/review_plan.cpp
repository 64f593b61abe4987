// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/review_plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/review_commit.hpp"
#include "gateway/records/campaign_json.hpp"

namespace kazi::gateway::engine {

namespace {

using namespace taskflow;
using billing::Account;
using billing::AccountKind;
using billing::Money;
using records::Review;
using records::ReviewState;
using Step = ReviewMoved::Step;

constexpr std::int64_t judges = 2;
constexpr std::int64_t segments_per_judge = 2;
/// Judges are looked after soon at first, then after ever longer: a quarter of what they took so
/// far.
constexpr Instant judges_look_us_min = 2 * second_us;
constexpr Instant judges_look_us_max = 10 * 60 * second_us;

Account deposit_of(std::uint32_t campaign) {
    return {AccountKind::review_deposit, campaign_name(campaign)};
}

store::Guard still(const DueReview& due) {
    return store::VersionIs{keys::review(due.name), static_cast<std::uint32_t>(due.review.state)};
}

store::Write count(const std::string& client, std::string_view what) {
    const store::Place place = keys::client_reviews(client, what);
    return store::Add{place.key, *place.field, 1};
}

ReviewMoved moved(const DueReview& due, Step step) {
    ReviewMoved event;
    event.step = step;
    event.item = {due.name.campaign, due.name.answer.index};
    event.answer = due.name.answer.answer;
    event.pay_micro = due.review.pay_micro;
    event.fee_micro = due.review.fee_micro;
    event.client = due.campaign->client;
    event.question = due.campaign->question;
    event.value = due.review.value;
    event.right = due.review.right;
    event.reason = due.review.reason;
    event.is_private = due.campaign->protection.sensitive;
    return event;
}

Instant next_look(const DueReview& due) {
    const Instant asked_at = due.review.accepts_at - judging_us_max;
    return due.at + std::clamp((due.at - asked_at) / 4, judges_look_us_min, judges_look_us_max);
}

/// Both must say otherwise for the rejection to stand; who did not come to judge counts for her.
ReviewStep after_judging(const DueReview& due) {
    if (!due.judging.over) return LookAgain{next_look(due)};
    const bool upheld = due.judging.answers >= judges && due.judging.for_her == 0;
    return moved(due, upheld ? Step::upheld : Step::reversed);
}

void move_if_any(billing::Postings& postings, const Account& from, const Account& to,
                 Money amount) {
    if (amount.micro > 0) billing::move(postings, from, to, amount);
}

void end(Attachment& joins, const DueReview& due) {
    joins.writes.push_back(store::Erase{keys::review(due.name)});
    joins.writes.push_back(store::Unschedule{keys::reviews_due, to_string(due.name)});
}

void go_on(std::vector<store::Write>& writes, const DueReview& due, const Review& review,
           Instant at) {
    writes.push_back(store::Put{keys::review(due.name), records::pack_review(review)});
    writes.push_back(look_at_review(due.name, at));
}

void join_rejection(Attachment& joins, const DueReview& due) {
    Review told = due.review;
    told.state = ReviewState::told;
    go_on(joins.writes, due, told, due.at + due.campaign->review.appeal_hours * hour_us);
    joins.writes.push_back(count(due.campaign->client, "looked_at"));
    joins.writes.push_back(count(due.campaign->client, "rejected"));
}

/// A rejection that did not stand takes room for another one with it.
void join_reversal(Attachment& joins, const DueReview& due) {
    end(joins, due);
    joins.writes.push_back(count(due.campaign->client, "reversed"));
    const store::Place room = keys::rejection_room(due.campaign->client);
    joins.writes.push_back(store::Add{room.key, *room.field, -rejection_milli});
}

/// The client was right: the operator bears what the judges earned.
void join_upholding(Attachment& joins, const DueReview& due) {
    end(joins, due);
    const Money earned = (due.campaign->pay + due.campaign->fee) * due.judging.answers;
    move_if_any(joins.postings, {AccountKind::operator_funds, {}},
                {AccountKind::client_funds, due.campaign->client}, earned);
}

bool is_for_good(Step step) {
    return step == Step::not_appealed || step == Step::upheld;
}

/// The campaign has not spent what goes back. In the escrow it may be promised anew.
void count_back(Attachment& joins, const DueReview& due, bool asks_again) {
    const Review& review = due.review;
    const auto add = [&](const char* field, std::int64_t micro) {
        if (micro != 0)
            joins.writes.push_back(store::Add{keys::tally(due.name.campaign), field, micro});
    };
    add(keys::refused_pay, review.pay_micro - review.bonus_micro);
    add(keys::refused_fees, review.fee_micro);
    if (asks_again) return add("bonuses", -review.bonus_micro);
    add(keys::refused_bonuses, review.bonus_micro);
    add("escrow_returned", review.pay_micro + review.fee_micro);
}

Attachment joins_of(const DueReview& due, Step step, RefusalWrites refusal) {
    Attachment joins;
    joins.guards = std::move(refusal.guards);
    joins.writes = std::move(refusal.writes);
    joins.reference = campaign_name(due.name.campaign);
    joins.guards.push_back(still(due));
    if (is_for_good(step)) count_back(joins, due, refusal.asks_again);
    switch (step) {
        case Step::accepted:
            end(joins, due);
            joins.writes.push_back(count(due.campaign->client, "looked_at"));
            break;
        case Step::rejected:
            join_rejection(joins, due);
            break;
        case Step::not_appealed:
            joins.guards.push_back(store::Absent{keys::appeal(due.name)});
            end(joins, due);
            move_if_any(joins.postings, deposit_of(due.name.campaign),
                        {AccountKind::client_funds, due.campaign->client},
                        {due.review.deposit_micro, due.campaign->pay.currency});
            break;
        case Step::reversed:
            join_reversal(joins, due);
            break;
        case Step::upheld:
            join_upholding(joins, due);
            break;
    }
    return joins;
}

Campaign judging_campaign(const DueReview& due, std::uint32_t number) {
    Campaign campaign = *due.campaign;
    campaign.number = number;
    campaign.state = CampaignState::running;
    campaign.redundancy = {.minimum = judges, .maximum = judges, .confidence_ppm = 1'000'000};
    campaign.item_count = 1;
    campaign.lessons = {};
    campaign.targeting = {};
    campaign.standing = {};
    campaign.chain = {};
    campaign.gold = {};
    campaign.budget = {};
    campaign.bonus = {};
    campaign.wages.reserve_micro = 0;
    campaign.review = {};
    campaign.review.judges =
        AppealedAnswer{{due.name.campaign, due.name.answer.index}, due.review.value};
    return campaign;
}

void fill_escrow(store::Batch& batch, const DueReview& due, std::uint32_t number) {
    const Money deposit{due.review.deposit_micro, due.campaign->pay.currency};
    if (deposit.micro == 0) return;
    records::JournalEntry entry;
    entry.cause = records::Cause::campaign;
    entry.reference = campaign_name(number);
    billing::move(entry.postings, deposit_of(due.name.campaign),
                  {AccountKind::escrow, campaign_name(number)}, deposit);
    post(batch, entry.postings);
    batch.writes.push_back(store::Append{keys::journal, records::pack_journal(entry)});
    batch.writes.push_back(store::Add{keys::tally(number), "escrow_in", deposit.micro});
}

}  // namespace

ReviewStep next_step(const DueReview& due) {
    switch (due.review.state) {
        case ReviewState::waiting:
            return moved(due, Step::accepted);
        case ReviewState::rejected:
            return moved(due, Step::rejected);
        case ReviewState::told:
            if (due.appealed) return AskJudges{};
            return moved(due, Step::not_appealed);
        case ReviewState::judged:
            return after_judging(due);
    }
    return LookAgain{due.at + look_again_us};
}

EventRequest review_event(const DueReview& due, const ReviewMoved& moved, std::string trace) {
    RefusalWrites refusal;
    if (due.item && is_for_good(moved.step))
        refusal = plan_refusal(due.name, due.review, *due.campaign, *due.item, due.at);
    EventRequest request;
    ReviewMoved event = moved;
    event.asks_again = refusal.asks_again;
    request.event = {due.review.worker, due.at, std::move(event)};
    request.trace = std::move(trace);
    request.attachment = joins_of(due, moved.step, std::move(refusal));
    return request;
}

store::Batch plan_judges(const DueReview& due, const std::string& item,
                         std::uint32_t campaigns_made) {
    const std::uint32_t number = campaigns_made + 1;
    const store::Place place = keys::campaign(number);
    store::Batch batch;
    batch.cell = due.cell;
    batch.guards = {still(due), store::VersionIs{place, 0}};
    batch.writes = {store::Put{place, records::pack_campaign(judging_campaign(due, number), 1)},
                    store::Add{keys::counters, "campaigns", 1},
                    store::Put{keys::item({number, 0}), item},
                    store::Put{{keys::openings(number)}, std::string(1, static_cast<char>(judges))},
                    store::Erase{keys::appeal(due.name)}};
    fill_escrow(batch, due, number);
    Review judged = due.review;
    judged.state = ReviewState::judged;
    judged.judges = number;
    judged.accepts_at = due.at + judging_us_max;
    go_on(batch.writes, due, judged, due.at + judges_look_us_min);
    return batch;
}

store::Batch plan_look_again(const DueReview& due, Instant at) {
    store::Batch batch;
    batch.cell = due.cell;
    batch.guards = {still(due)};
    batch.writes = {look_at_review(due.name, at)};
    return batch;
}

Money judging_cost(const Campaign& campaign, Money sms_price) {
    const Money reply{campaign.wages.reply_cost_micro, campaign.pay.currency};
    return (campaign.pay + campaign.fee + reply) * judges +
           sms_price * (judges * segments_per_judge);
}

}  // namespace kazi::gateway::engine
