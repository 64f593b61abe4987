// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/wage_plan.hpp"
#include "gateway/keepers/campaign_progress.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/keepers/wage_top_ups.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/metrics.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;
using taskflow::Campaign;
using taskflow::CampaignState;

constexpr std::chrono::milliseconds round_every{500};
constexpr std::uint32_t items_at_once = 200;

std::vector<std::string> index_names(std::uint32_t first, std::uint32_t count) {
    std::vector<std::string> names;
    for (std::uint32_t index = first; index < first + count; ++index)
        names.push_back(std::to_string(index));
    return names;
}

// Closes what a stopped campaign leaves open, a page of items at a time. False: try again later.
awaitable<bool> close_page(Post post, Campaign campaign, std::uint32_t first) {
    const std::uint32_t count = std::min(items_at_once, campaign.item_count - first);
    const std::vector<std::string> names = index_names(first, count);
    const auto states = co_await store::fields(post.world.store, post.cell.settings.cell,
                                               keys::states(campaign.number), names);
    if (!states) co_return false;
    const auto items = co_await store::fields(post.world.store, post.cell.settings.cell,
                                              keys::items(campaign.number), names);
    if (!items) co_return false;
    store::Batch batch = engine::plan_stopped_items(
        {post.cell.settings.cell, campaign, first, post.world.clock.now()}, *states, *items);
    if (batch.writes.empty()) co_return true;
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    co_return outcome && outcome->applied;
}

awaitable<bool> close_items(Post post, Campaign campaign) {
    for (std::uint32_t first = 0; first < campaign.item_count; first += items_at_once) {
        const bool closed = co_await close_page(post, campaign, first);
        if (!closed) co_return false;
    }
    co_return true;
}

// Told once, by whichever daemon sees it first.
awaitable<void> tell_low(Post post, Campaign campaign, std::int64_t escrow_micro) {
    store::Batch batch;
    batch.cell = post.cell.settings.cell;
    const std::string tally = keys::tally(campaign.number);
    store::Place told{tally, "low"};
    batch.guards.push_back(store::Absent{std::move(told)});
    batch.writes.push_back(store::Add{tally, "low", 1});
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    if (!outcome || !outcome->applied) co_return;
    post.world.metrics.campaigns_low.Increment();
    post.world.log.warn("campaign_balance_low",
                        {{"campaign", engine::campaign_name(campaign.number)},
                         {"client", campaign.client},
                         {"escrow", billing::format_amount(escrow_micro)}});
}

bool is_low(const Campaign& campaign, const Progress& progress) {
    return progress.escrow_micro < campaign.budget.low_micro && !progress.low_told;
}

awaitable<void> end_if_over(Post post, std::uint32_t number) {
    const auto* stored = post.cell.board.find(number);
    if (stored == nullptr) co_return;
    const Campaign campaign = stored->campaign;
    const std::uint32_t version = stored->version;
    const bool stopping = campaign.state == CampaignState::stopping;
    if (!stopping && campaign.state != CampaignState::running) co_return;
    const auto progress = co_await progress_of(post, campaign);
    if (!progress) co_return;
    if (is_low(campaign, *progress)) co_await tell_low(post, campaign, progress->escrow_micro);
    if (progress->leases > 0) co_return;
    if (!stopping && progress->closed < static_cast<std::int64_t>(campaign.item_count)) co_return;
    if (stopping) {
        const bool closed = co_await close_items(post, campaign);
        if (!closed) co_return;
    }
    const bool topped_up = co_await top_up_wages(post, campaign);
    if (!topped_up) co_return;
    const auto left = co_await progress_of(post, campaign);
    const auto effort = co_await effort_of(post, number);
    if (!left || !effort) co_return;
    store::Batch batch =
        engine::plan_campaign_end(post.cell.settings.cell, campaign, version, left->escrow_micro);
    engine::keep_efforts(batch, campaign, *effort);
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    if (outcome && outcome->applied)
        post.world.log.info("campaign_finished", {{"campaign", fmt::format("c{}", number)}});
}

}  // namespace

awaitable<void> keep_campaigns(Post post) {
    for (;;) {
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
        for (const std::uint32_t number : post.cell.board.numbers())
            co_await end_if_over(post, number);
    }
}

}  // namespace kazi::gateway::keepers
