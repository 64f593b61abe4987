// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/buying_again.hpp"

#include <utility>

#include "gateway/engine/evidence_write.hpp"
#include "gateway/engine/item_result.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/item_record.hpp"
#include "taskflow/review/taking_out.hpp"

namespace kazi::gateway::engine {

namespace {

using namespace taskflow;

/// A paused campaign asks when it goes on; one that stops or is over asks nobody any more.
bool may_buy(const records::Review& review, const Campaign& campaign, const RefusedItem& item) {
    const bool goes_on =
        campaign.state == CampaignState::running || campaign.state == CampaignState::paused;
    const std::int64_t given_back = review.pay_micro + review.fee_micro;
    return goes_on && item.room_micro + given_back >= campaign.lease_micro_max();
}

void ask_again(RefusalWrites& out, const Campaign& campaign, const AnswerTakenOut& taken,
               ItemRef ref, std::uint32_t campaign_version) {
    out.asks_again = true;
    out.guards.push_back(store::VersionIs{keys::campaign(campaign.number), campaign_version});
    out.writes.push_back(store::AddByte{keys::openings(campaign.number), ref.index, 1});
    out.writes.push_back(store::Add{keys::tally(campaign.number), keys::bought_again, 1});
    if (!taken.reopens) return;
    const std::int64_t settled_by = taken.state.answer_count + 1;
    out.writes.push_back(store::Add{keys::tally(campaign.number), "closed", -1});
    out.writes.push_back(
        store::Add{keys::tally(campaign.number), keys::settling_answers, -settled_by});
    for (const Evidence& evidence : taken.taken_back)
        out.writes.push_back(write_of(evidence));
}

void issue_again(RefusalWrites& out, const Campaign& campaign, const AnswerTakenOut& taken,
                 const ItemOfCampaign& item, Instant at) {
    const auto outcome =
        taken.settled ? records::ItemOutcome::confident : records::ItemOutcome::stopped;
    const records::ItemResult result = item_result(item, taken.state, outcome, at);
    out.writes.push_back(
        store::Append{keys::results(campaign.number), records::pack_result(result)});
}

}  // namespace

RefusalWrites plan_refusal(const records::ReviewName& name, const records::Review& review,
                           const Campaign& campaign, const RefusedItem& item, Instant at) {
    RefusalWrites out;
    const auto taken = take_out(campaign, item.state, review.worker,
                                may_buy(review, campaign, item), item.content.gold);
    if (!taken) return out;
    const ItemRef ref{campaign.number, name.answer.index};
    const store::Place place = keys::item_state(ref);
    out.guards.push_back(store::VersionIs{place, item.state.version});
    out.writes.push_back(
        store::Put{place, records::pack_item_state(taken->state, item.state.version + 1)});
    if (taken->asks_again) {
        ask_again(out, campaign, *taken, ref, item.campaign_version);
    } else {
        issue_again(out, campaign, *taken,
                    {campaign, ref.index, item.content.id, item.content.gold}, at);
    }
    return out;
}

}  // namespace kazi::gateway::engine
