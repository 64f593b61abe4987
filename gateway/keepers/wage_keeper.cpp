// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/wage_plan.hpp"
#include "gateway/keepers/wage_top_ups.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"
#include "gateway/store/batch_rules.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;
using taskflow::Campaign;
using taskflow::CampaignState;
using Kind = engine::Handled::Kind;

constexpr std::chrono::milliseconds round_every{60'000};
constexpr std::uint32_t page_size = 200;
constexpr const char* day_field = "topped_day";

std::int64_t number_in(const std::optional<std::string>& value) {
    return value ? store::stored_integer(*value).value_or(0) : 0;
}

// True: her answers are off the count, with what they lacked credited.
awaitable<bool> top_up(Post post, engine::Untopped untopped, billing::Money each) {
    engine::EventRequest request =
        engine::top_up_event(untopped, each, post.world.clock.now(), new_trace(post.world.entropy));
    const auto handled = co_await post.engine.handle(post.cell, std::move(request));
    if (handled.kind == Kind::applied) {
        post.world.log.info("wages_topped_up",
                            {{"campaign", engine::campaign_name(untopped.campaign)},
                             {"answers", untopped.answers},
                             {"each", billing::format_amount(each.micro)}});
        co_return true;
    }
    if (handled.kind != Kind::duplicate) co_return false;
    store::Batch batch = engine::plan_no_top_up(untopped);
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    co_return outcome && outcome->applied;
}

// The page's workers with what their level paid them more. Nothing: the store is away.
awaitable<std::optional<std::vector<engine::Untopped>>> untopped_of(Post post, std::uint32_t number,
                                                                    store::ScanPage page) {
    std::vector<engine::Untopped> all;
    std::vector<std::string> names;
    for (const auto& [field, value] : page.fields) {
        const auto worker = records::worker_id_from(field);
        const std::int64_t answers = store::stored_integer(value).value_or(0);
        if (!worker || answers <= 0) continue;
        all.push_back({post.cell.settings.cell, *worker, number, answers});
        names.push_back(engine::above_field(*worker));
    }
    if (all.empty()) co_return all;
    const auto above = co_await store::fields(post.world.store, post.cell.settings.cell,
                                              keys::untopped(number), std::move(names));
    if (!above) co_return std::nullopt;
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].above_micro = number_in((*above)[i]);
    co_return all;
}

awaitable<bool> top_up_page(Post post, Campaign campaign, taskflow::EffortCounts effort,
                            store::ScanPage page) {
    const auto untopped = co_await untopped_of(post, campaign.number, std::move(page));
    if (!untopped) co_return false;
    bool all = true;
    for (const engine::Untopped& hers : *untopped) {
        const billing::Money each{engine::top_up_each(campaign, hers, effort),
                                  campaign.pay.currency};
        if (each.micro == 0) continue;
        const bool done = co_await top_up(post, hers, each);
        all = all && done;
    }
    co_return all;
}

bool is_under_way(const Campaign& campaign) {
    return campaign.state == CampaignState::running || campaign.state == CampaignState::paused ||
           campaign.state == CampaignState::stopping;
}

// The first day that is seen of a campaign is no day to look back on.
awaitable<void> top_up_yesterday(Post post, Campaign campaign) {
    const auto today = post.cell.settings.local_time(post.world.clock.now()).day_number;
    const std::string tally = keys::tally(campaign.number);
    std::vector<std::string> names(1, day_field);
    const auto seen =
        co_await store::fields(post.world.store, post.cell.settings.cell, tally, std::move(names));
    if (!seen || number_in(seen->front()) == today) co_return;
    if (seen->front()) {
        const bool all = co_await top_up_wages(post, campaign);
        if (!all) co_return;
    }
    store::Batch batch;
    batch.cell = post.cell.settings.cell;
    store::Place place{tally, day_field};
    batch.writes.push_back(store::Put{std::move(place), std::to_string(today)});
    co_await store::commit(post.world.store, std::move(batch));
}

}  // namespace

awaitable<std::optional<taskflow::EffortCounts>> effort_of(Post post, std::uint32_t number) {
    std::vector<std::string> names(keys::effort_fields.begin(), keys::effort_fields.end());
    const auto values = co_await store::fields(post.world.store, post.cell.settings.cell,
                                               keys::tally(number), std::move(names));
    if (!values) co_return std::nullopt;
    taskflow::EffortCounts counts{};
    for (std::size_t step = 0; step < counts.size(); ++step)
        counts[step] = number_in((*values)[step]);
    co_return counts;
}

awaitable<bool> top_up_wages(Post post, Campaign campaign) {
    if (campaign.wages.reserve_micro == 0) co_return true;
    const auto effort = co_await effort_of(post, campaign.number);
    if (!effort) co_return false;
    if (!taskflow::median_effort_seconds(*effort)) co_return true;
    bool all = true;
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(post.world.store, post.cell.settings.cell,
                                               keys::untopped(campaign.number), cursor, page_size);
        if (!page) co_return false;
        const bool done = co_await top_up_page(post, campaign, *effort, *page);
        all = all && done;
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return all;
}

awaitable<void> keep_wages(Post post) {
    for (;;) {
        for (const std::uint32_t number : post.cell.board.numbers()) {
            const auto* stored = post.cell.board.find(number);
            if (!is_under_way(stored->campaign) || stored->campaign.wages.reserve_micro == 0)
                continue;
            const Campaign campaign = stored->campaign;
            co_await top_up_yesterday(post, campaign);
        }
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
    }
}

}  // namespace kazi::gateway::keepers
