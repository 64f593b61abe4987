// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/campaign_end.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "gateway/engine/commit_plan.hpp"
#include "gateway/engine/item_result.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "taskflow/quality/belief.hpp"

namespace kazi::gateway::engine {

namespace {

using namespace taskflow;

void close_item(store::Batch& batch, const StoppedPage& page, std::uint32_t index,
                const ItemState& before, const Item& item) {
    ItemState state = before;
    const auto verdict = quality::judge(state, page.campaign);
    state.best_label = verdict.best_label;
    state.confidence_ppm = verdict.confidence_ppm;
    state.closed = true;
    const ItemRef ref{page.campaign.number, index};
    batch.guards.push_back(store::VersionIs{keys::item_state(ref), before.version});
    const auto result = item_result({page.campaign, index, item.id, item.gold}, state,
                                    records::ItemOutcome::stopped, page.at);
    batch.writes.push_back(
        store::Append{keys::results(page.campaign.number), records::pack_result(result)});
    if (!page.campaign.review.wanted()) state.answers.clear();
    batch.writes.push_back(
        store::Put{keys::item_state(ref), records::pack_item_state(state, before.version + 1)});
    batch.writes.push_back(store::Add{keys::tally(page.campaign.number), "closed", 1});
}

}  // namespace

std::string campaign_name(std::uint32_t number) {
    return fmt::format("c{}", number);
}

std::string escrow_field(const Campaign& campaign) {
    return balance_field({billing::AccountKind::escrow, campaign_name(campaign.number)},
                         campaign.pay.currency);
}

std::int64_t owed_micro(const Campaign& campaign, std::int64_t answers,
                        std::int64_t lesson_pay_micro, std::int64_t top_ups_micro,
                        std::int64_t bonuses_micro) {
    const std::int64_t lessons = campaign.lessons.micro_max() - lesson_pay_micro;
    const std::int64_t reserve =
        campaign.answers_max() * campaign.wages.reserve_micro - top_ups_micro;
    // A campaign whose bonuses no escrow can hold never started.
    const std::int64_t bonuses = bonuses_micro_max(campaign).value_or(0) - bonuses_micro;
    return std::max<std::int64_t>(campaign.answers_max() - answers, 0) *
               campaign.answer_micro_max() +
           std::max<std::int64_t>(lessons, 0) + std::max<std::int64_t>(reserve, 0) +
           std::max<std::int64_t>(bonuses, 0);
}

std::int64_t message_room(std::int64_t escrow_micro, std::int64_t owed_micro) {
    return std::max<std::int64_t>(escrow_micro - owed_micro, 0);
}

store::Batch plan_stopped_items(const StoppedPage& page,
                                const std::vector<std::optional<std::string>>& states,
                                const std::vector<std::optional<std::string>>& items) {
    store::Batch batch;
    batch.cell = page.cell;
    for (std::size_t i = 0; i < states.size() && i < items.size(); ++i) {
        const auto state =
            states[i] ? records::item_state_from(*states[i]) : std::optional(ItemState{});
        const auto item = items[i] ? records::item_from(*items[i]) : std::nullopt;
        if (!state || !item || state->closed) continue;
        close_item(batch, page, page.first + static_cast<std::uint32_t>(i), *state, *item);
    }
    return batch;
}

store::Batch plan_campaign_end(const std::string& cell, const Campaign& campaign,
                               std::uint32_t version, std::int64_t escrow_micro) {
    store::Batch batch;
    batch.cell = cell;
    const store::Place place = keys::campaign(campaign.number);
    batch.guards.push_back(store::VersionIs{place, version});
    Campaign ended = campaign;
    ended.state = CampaignState::finished;
    batch.writes.push_back(store::Put{place, records::pack_campaign(ended, version + 1)});
    if (campaign.wages.reserve_micro > 0)
        batch.writes.push_back(store::Erase{{keys::untopped(campaign.number)}});
    if (escrow_micro <= 0) return batch;
    records::JournalEntry entry;
    entry.cause = records::Cause::campaign;
    entry.reference = campaign_name(campaign.number);
    billing::move(entry.postings, {billing::AccountKind::escrow, campaign_name(campaign.number)},
                  {billing::AccountKind::client_funds, campaign.client},
                  {escrow_micro, campaign.pay.currency});
    post(batch, entry.postings);
    batch.writes.push_back(store::Append{keys::journal, records::pack_journal(entry)});
    batch.writes.push_back(
        store::Add{keys::tally(campaign.number), "escrow_returned", escrow_micro});
    return batch;
}

}  // namespace kazi::gateway::engine
