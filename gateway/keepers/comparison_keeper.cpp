// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <utility>

#include "gateway/engine/comparison_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/keepers/follow.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;
using engine::DueVerdict;

constexpr std::chrono::milliseconds round_every{500};
constexpr std::uint32_t page_size = 100;

using Results = std::map<std::uint32_t, records::ItemResult>;

// The newest results of these items.
awaitable<bool> find_results(Post post, std::uint32_t campaign, Results* results) {
    std::string last_id = "0";
    const StreamReader take = [results](const store::StreamEntry& each) {
        auto result = records::result_from(each.payload);
        const auto wanted = result ? results->find(result->index) : results->end();
        if (wanted != results->end()) wanted->second = std::move(*result);
    };
    std::string log = keys::results(campaign);
    co_return co_await follow(post, std::move(log), &last_id, take);
}

// False: something can't be read, now or ever.
awaitable<bool> load_item(Post post, DueVerdict* due) {
    store::LoadRequest request;
    request.cell = due->cell;
    request.also.push_back(keys::verdicts(due->compares));
    request.also.push_back(keys::item_state({due->campaign.number, due->verdict.index}));
    const auto loaded = co_await store::load(post.world.store, std::move(request));
    if (!loaded || !loaded->also[1]) co_return false;
    const auto cursor = engine::chain_cursor_from(loaded->also[0]);
    auto state = records::item_state_from(*loaded->also[1]);
    if (!cursor || !state) co_return false;
    due->cursor = *cursor;
    due->state = std::move(*state);
    co_return true;
}

// Null: none of them is told yet, or it can't be read.
awaitable<std::optional<engine::ChainCursor>> cursor_of(Post post, std::uint32_t number) {
    store::LoadRequest request;
    request.cell = post.cell.settings.cell;
    request.also.push_back(keys::verdicts(number));
    const auto loaded = co_await store::load(post.world.store, std::move(request));
    if (!loaded) co_return std::nullopt;
    co_return engine::chain_cursor_from(loaded->also.front());
}

awaitable<bool> tell(Post post, DueVerdict due) {
    const bool loaded = co_await load_item(post, &due);
    if (!loaded) co_return false;
    due.at = post.world.clock.now();
    store::Batch batch = engine::plan_verdict(due);
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    const bool applied = outcome && outcome->applied;
    if (!applied) post.world.log.warn("verdict_not_told", {{"campaign", due.compares}});
    co_return applied;
}

// In the order in which they came; the first that can't be told ends the round.
awaitable<void> tell_page(Post post, DueVerdict due, std::vector<store::StreamEntry> entries) {
    Results results;
    std::vector<std::pair<std::string, records::ItemResult>> verdicts;
    for (const store::StreamEntry& entry : entries) {
        auto verdict = records::result_from(entry.payload);
        if (!verdict) co_return;
        results.try_emplace(verdict->index);
        verdicts.emplace_back(entry.id, std::move(*verdict));
    }
    const bool found = co_await find_results(post, due.campaign.number, &results);
    if (!found) co_return;
    for (auto& [id, verdict] : verdicts) {
        due.id = id;
        due.verdict = std::move(verdict);
        due.result = results.at(due.verdict.index);
        const bool told = co_await tell(post, due);
        if (!told) co_return;
    }
}

awaitable<void> tell_verdicts(Post post, std::uint32_t number) {
    const auto* stored = post.cell.board.find(number);
    if (stored == nullptr || !stored->campaign.chain.compares) co_return;
    const auto* before = post.cell.board.find(stored->campaign.chain.after);
    if (before == nullptr) co_return;
    DueVerdict due;
    due.cell = post.cell.settings.cell;
    due.compares = number;
    due.campaign = before->campaign;
    const auto cursor = co_await cursor_of(post, number);
    if (!cursor) co_return;
    store::StreamRange range{due.cell, keys::results(number), cursor->after, page_size};
    auto entries = co_await store::range(post.world.store, std::move(range));
    if (!entries || entries->empty()) co_return;
    co_await tell_page(post, std::move(due), std::move(*entries));
}

}  // namespace

awaitable<void> keep_comparisons(Post post) {
    for (;;) {
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
        for (const std::uint32_t number : post.cell.board.numbers())
            co_await tell_verdicts(post, number);
    }
}

}  // namespace kazi::gateway::keepers
