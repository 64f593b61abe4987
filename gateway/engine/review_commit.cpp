// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/review_commit.hpp"

#include <algorithm>

#include "gateway/engine/keys.hpp"
#include "gateway/engine/siphash.hpp"
#include "gateway/ensure.hpp"
#include "gateway/records/worker_name.hpp"
#include "taskflow/question/asked.hpp"

namespace kazi::gateway::engine {

namespace {

using namespace taskflow;

// Gold alone is answered without a change of its item, and has one of the question's own labels.
std::string value_of(const Campaign& campaign, const Effects& effects) {
    const auto labels = effects.item ? effects.item->state.labels : std::vector<std::string>{};
    return question::result_text(campaign.question, labels, effects.answer->label);
}

/// Her own record says how often she is wrong; where the answers so far favour another, that says
/// more.
std::uint16_t risk_of(const std::optional<ItemChange>& item, const AnswerRecord& answer) {
    constexpr std::uint32_t ppm_per_permille = 1000;
    const std::uint32_t by_record =
        1000U - std::min<std::uint32_t>(answer.reliability_permille, 1000);
    const bool outvoted = item && item->state.best_label != answer.label;
    const std::uint32_t by_others = outvoted ? item->state.confidence_ppm / ppm_per_permille : 0;
    return static_cast<std::uint16_t>(std::max(by_record, by_others));
}

void begin(ReviewWrites& writes, const CommitFacts& facts, const Effects& effects) {
    const Campaign& campaign = *facts.answered_campaign;
    records::Review review;
    review.worker = facts.event.worker;
    const AnswerPrice price = campaign.price_paying(effects.answer->pay_micro);
    review.value = value_of(campaign, effects);
    review.pay_micro = effects.answer->earned_micro();
    review.bonus_micro = effects.answer->bonus_micro;
    review.fee_micro = price.fee.micro;
    review.risk_permille = risk_of(effects.item, *effects.answer);
    review.accepts_at = facts.event.at + campaign.review.hours * hour_us;
    const records::ReviewName name{
        campaign.number,
        {effects.answer->item.index, worker_as_seen_by(review.worker, campaign.client)}};
    writes.writes.push_back(store::Put{keys::review(name), records::pack_review(review)});
    writes.writes.push_back(look_at_review(name, review.accepts_at));
    const store::Place room = keys::rejection_room(campaign.client);
    writes.writes.push_back(store::Add{room.key, *room.field, rejection_room_milli});
}

// The question's labels are known now and gone when the item closes.
void count_for_her(ReviewWrites& writes, const CommitFacts& facts, const Effects& effects) {
    const Campaign& campaign = *facts.answered_campaign;
    if (value_of(campaign, effects) != campaign.review.judges->value) return;
    writes.writes.push_back(store::Add{keys::tally(campaign.number), "for_her", 1});
}

void open_appeal(ReviewWrites& writes, const AppealOpened& appeal, Instant at) {
    const records::ReviewName name{appeal.item.campaign, {appeal.item.index, appeal.answer}};
    writes.guards.push_back(store::VersionIs{
        keys::review(name), static_cast<std::uint32_t>(records::ReviewState::told)});
    writes.writes.push_back(store::Put{keys::appeal(name), "1"});
    writes.writes.push_back(look_at_review(name, at));
}

}  // namespace

store::Schedule look_at_review(const records::ReviewName& name, Instant at) {
    constexpr std::int64_t us_per_ms = 1000;
    return {keys::reviews_due, to_string(name), at / us_per_ms};
}

ReviewWrites plan_reviews(const CommitFacts& facts, const Effects& effects) {
    ReviewWrites writes;
    if (effects.answer && facts.answered_campaign != nullptr) {
        if (effects.review_begins) begin(writes, facts, effects);
        if (facts.answered_campaign->review.judges) count_for_her(writes, facts, effects);
    }
    if (effects.appeal) open_appeal(writes, *effects.appeal, facts.event.at);
    return writes;
}

std::uint64_t worker_as_seen_by(const WorkerId& worker, std::string_view client) {
    return SipHash(worker.bytes)(client) & records::worker_name_mask;
}

}  // namespace kazi::gateway::engine
