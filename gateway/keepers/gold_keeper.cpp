// SPDX-License-Identifier: Apache-2.0
// Looks after gold: follows the journal for what is answered to it, and the campaigns' results for
// what may become gold. All that is kept between rounds can be read again; what is decided lands
// under the campaign's version, once.
#include "gateway/keepers/gold_keeper.hpp"

#include <string>
#include <utility>
#include <vector>

#include "gateway/engine/gold_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/uncounted_gold.hpp"
#include "gateway/keepers/follow.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;
using engine::RestedItem;
using taskflow::Campaign;
using taskflow::CampaignState;
using taskflow::GoldHealth;
using taskflow::GoldState;

constexpr std::chrono::milliseconds round_every{2'000};
constexpr std::size_t grown_at_once = 50;
constexpr std::uint32_t marks_at_once = 200;

/// Nothing: the store is away, or the state can't be read.
awaitable<std::optional<taskflow::ItemState>> state_of(Post post, taskflow::ItemRef item) {
    store::LoadRequest request;
    request.cell = post.cell.settings.cell;
    request.also.push_back(keys::item_state(item));
    const auto loaded = co_await store::load(post.world.store, std::move(request));
    if (!loaded) co_return std::nullopt;
    if (!loaded->also.front()) co_return taskflow::ItemState{};
    co_return records::item_state_from(*loaded->also.front());
}

/// Those that have rested, taken out of what rests.
std::vector<RestedItem> rested(const Campaign& campaign, RestingItems& resting,
                               taskflow::Instant now) {
    std::vector<RestedItem> found;
    std::erase_if(resting.results, [&](const records::ItemResult& each) {
        const bool due = found.size() < grown_at_once && engine::grows_at(campaign, each) <= now;
        if (due) found.push_back({each, {}});
        return due;
    });
    return found;
}

awaitable<void> commit_growth(Post post, const records::StoredCampaign before,
                              std::vector<RestedItem> settled, RestingItems* resting) {
    for (RestedItem& each : settled) {
        const taskflow::ItemRef item{before.campaign.number, each.result.index};
        auto state = co_await state_of(post, item);
        if (state) each.state = std::move(*state);
    }
    std::erase_if(settled, [](const RestedItem& each) { return !each.state.closed; });
    store::Batch batch = engine::plan_growth(post.cell.settings.cell, before, settled);
    if (batch.writes.empty()) co_return;
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    const bool applied = outcome && outcome->applied;
    if (applied) {
        post.world.log.info("gold_grown", {{"campaign", std::to_string(before.campaign.number)}});
        co_return;
    }
    for (RestedItem& each : settled)
        resting->results.push_back(std::move(each.result));
}

awaitable<void> grow(Post post, GoldKept* kept, const records::StoredCampaign before) {
    if (before.campaign.gold.growth.hold_hours == 0) co_return;
    RestingItems* resting = &kept->resting[before.campaign.number];
    const StreamReader take = [&before, resting](const store::StreamEntry& each) {
        auto result = records::result_from(each.payload);
        if (!result) return;
        if (result->version > 1)
            std::erase_if(resting->results, [&](const records::ItemResult& earlier) {
                return earlier.index == result->index;
            });
        if (engine::may_grow(before.campaign, *result))
            resting->results.push_back(std::move(*result));
    };
    const std::string results = keys::results(before.campaign.number);
    const bool followed = co_await follow(post, results, &resting->last_id, take);
    if (!followed || engine::growth_room(before.campaign) == 0) co_return;
    auto settled = rested(before.campaign, *resting, post.world.clock.now());
    if (!settled.empty()) co_await commit_growth(post, before, std::move(settled), resting);
}

/// The first item that is not sound. One a round: the campaign's version moves with it.
struct Ailing {
    std::size_t place = 0;
    GoldHealth health = GoldHealth::sound;
};

std::optional<Ailing> find_ailing(const Campaign& campaign, const GoldLog& answers) {
    for (std::size_t place = 0; place < campaign.gold.items.size(); ++place) {
        const taskflow::GoldItem& gold = campaign.gold.items[place];
        if (gold.state != GoldState::active) continue;
        const auto given = answers.of({campaign.number, gold.index});
        const GoldHealth health = taskflow::health_of(campaign, gold, given);
        if (health != GoldHealth::sound) return Ailing{place, health};
    }
    return std::nullopt;
}

awaitable<void> put_aside(Post post, GoldKept* kept, const records::StoredCampaign before,
                          Ailing ailing) {
    const Campaign& campaign = before.campaign;
    const taskflow::ItemRef item{campaign.number, campaign.gold.items[ailing.place].index};
    const std::string& cell = post.cell.settings.cell;
    store::Batch batch;
    const bool leaked = ailing.health == GoldHealth::leaked;
    if (leaked) {
        batch = engine::plan_retirement(cell, before, ailing.place);
    } else {
        const auto state = co_await state_of(post, item);
        if (!state) co_return;
        const auto given = kept->answers.of(item);
        batch = engine::plan_suspension(cell, before, ailing.place, *state, given);
    }
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    if (!outcome || !outcome->applied) co_return;
    const char* what = leaked ? "gold_retired" : "gold_suspended";
    post.world.log.warn(
        what, {{"campaign", std::to_string(item.campaign)}, {"item", std::to_string(item.index)}});
}

awaitable<void> look_after(Post post, GoldKept* kept, std::uint32_t number) {
    const auto* stored = post.cell.board.find(number);
    if (stored == nullptr || !stored->campaign.gold.wanted) co_return;
    if (stored->campaign.state == CampaignState::finished) {
        kept->answers.forget(number);
        kept->resting.erase(number);
        co_return;
    }
    if (stored->campaign.state != CampaignState::running) co_return;
    const records::StoredCampaign before = *stored;
    const auto ailing = find_ailing(before.campaign, kept->answers);
    if (ailing) {
        co_await put_aside(post, kept, before, *ailing);
    } else {
        co_await grow(post, kept, before);
    }
}

/// Where she is at work meanwhile it is tried again in the next round.
awaitable<void> uncount(Post post, engine::GoldMark mark) {
    const std::string& cell = post.cell.settings.cell;
    store::LoadRequest request{.cell = cell, .record_key = keys::worker(mark.worker), .also = {}};
    const auto loaded = co_await store::load(post.world.store, std::move(request));
    if (!loaded) co_return;
    auto worker = records::worker_from(loaded->record);
    if (!worker) co_return;
    store::Batch batch =
        engine::plan_uncounting(cell, mark, std::move(*worker), loaded->record.version);
    co_await store::commit(post.world.store, std::move(batch));
}

awaitable<void> uncount_suspended(Post post) {
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(post.world.store, post.cell.settings.cell,
                                               keys::uncounted_gold, cursor, marks_at_once);
        if (!page) co_return;
        for (const auto& [field, value] : page->fields) {
            const auto mark = engine::gold_mark_from(field, value);
            if (mark) co_await uncount(post, *mark);
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
}

}  // namespace

awaitable<void> look_after_gold(Post post, GoldKept* kept) {
    const StreamReader take = [&post, kept](const store::StreamEntry& each) {
        const auto entry = records::journal_from(each.payload);
        if (entry) kept->answers.take(*entry, post.cell.board);
    };
    const bool followed = co_await follow(post, keys::journal, &kept->last_id, take);
    if (!followed) co_return;
    for (const std::uint32_t number : post.cell.board.numbers())
        co_await look_after(post, kept, number);
    co_await uncount_suspended(post);
}

awaitable<void> keep_gold(Post post) {
    GoldKept kept;
    for (;;) {
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
        co_await look_after_gold(post, &kept);
    }
}

}  // namespace kazi::gateway::keepers
