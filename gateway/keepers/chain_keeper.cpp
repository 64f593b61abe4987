// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "gateway/engine/chain_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/store/await.hpp"
#include "gateway/store/batch_rules.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;
using engine::ChainPage;
using taskflow::Campaign;
using taskflow::CampaignState;

constexpr std::chrono::milliseconds round_every{500};
constexpr std::uint32_t page_size = 100;

awaitable<std::optional<engine::ChainCursor>> cursor_of(Post post, std::uint32_t number) {
    store::LoadRequest request;
    request.cell = post.cell.settings.cell;
    request.also.push_back(keys::chain(number));
    const auto loaded = co_await store::load(post.world.store, std::move(request));
    if (!loaded) co_return std::nullopt;
    co_return engine::chain_cursor_from(loaded->also.front());
}

using Links = std::vector<engine::ChainLink*>;

// Leaves in `missing` those whose content that step does not hold. False: it can't be read.
awaitable<bool> add_items_of(Post post, const std::string& cell, std::uint32_t step,
                             Links& missing) {
    std::vector<std::string> names;
    for (const engine::ChainLink* link : missing)
        names.push_back(std::to_string(link->result.index));
    const auto items =
        co_await store::fields(post.world.store, cell, keys::items(step), std::move(names));
    if (!items) co_return false;
    Links left;
    for (std::size_t nth = 0; nth < missing.size(); ++nth) {
        const auto& stored = (*items)[nth];
        auto item = stored ? records::item_from(*stored) : std::nullopt;
        if (stored && !item) co_return false;
        if (item)
            missing[nth]->item = std::move(*item);
        else
            left.push_back(missing[nth]);
    }
    missing = std::move(left);
    co_return true;
}

// False: something can't be read, now or ever.
awaitable<bool> add_items(Post post, ChainPage& page) {
    Links missing;
    for (engine::ChainLink& link : page.links)
        missing.push_back(&link);
    const std::vector<std::uint32_t> steps = engine::steps_with_content(page.campaign);
    for (const std::uint32_t step : steps) {
        if (missing.empty()) break;
        const bool read = co_await add_items_of(post, page.cell, step, missing);
        if (!read) co_return false;
    }
    co_return missing.empty();
}

// Which of those whose result came again were taken before.
awaitable<bool> find_begun(Post post, ChainPage& page) {
    std::vector<std::string> names;
    std::vector<engine::ChainLink*> again;
    for (engine::ChainLink& link : page.links) {
        if (link.result.version == 1) continue;
        again.push_back(&link);
        names.push_back(std::to_string(link.result.index));
    }
    if (again.empty()) co_return true;
    const auto items = co_await store::fields(post.world.store, page.cell,
                                              keys::items(page.campaign.number), std::move(names));
    if (!items) co_return false;
    for (std::size_t nth = 0; nth < again.size(); ++nth)
        again[nth]->came_on = (*items)[nth].has_value();
    co_return true;
}

// The results that came since, with their items. False: something can't be read, now or ever.
awaitable<bool> load_page(Post post, ChainPage& page, std::vector<store::StreamEntry> entries) {
    for (const store::StreamEntry& entry : entries) {
        auto result = records::result_from(entry.payload);
        if (!result) co_return false;
        page.links.push_back({std::move(*result), {}});
    }
    page.last = entries.back().id;
    const bool begun = co_await find_begun(post, page);
    if (!begun) co_return false;
    co_return co_await add_items(post, page);
}

// Items of a campaign that have a result: all that are closed but those that never came to it.
awaitable<std::optional<std::int64_t>> settled_items(Post post, std::uint32_t number) {
    const std::string tally = keys::tally(number);
    std::vector<std::string> names{"closed", keys::left_behind};
    const auto counts =
        co_await store::fields(post.world.store, post.cell.settings.cell, tally, std::move(names));
    if (!counts) co_return std::nullopt;
    const auto closed = store::stored_integer((*counts)[0].value_or("0"));
    const auto left_behind = store::stored_integer((*counts)[1].value_or("0"));
    if (!closed || !left_behind) co_return std::nullopt;
    co_return *closed - *left_behind;
}

// The campaign before may have been stopped: what it never settled is not waited for.
awaitable<void> end_step(Post post, engine::ChainEnd end) {
    const auto settled = co_await settled_items(post, end.campaign.chain.after);
    if (!settled) co_return;
    end.settled = *settled;
    store::Batch batch = engine::plan_chain_end(end);
    if (batch.writes.empty()) co_return;
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    if (!outcome) post.world.log.warn("chain_not_ended", {{"campaign", end.campaign.number}});
}

awaitable<void> take_page(Post post, ChainPage page, std::vector<store::StreamEntry> entries) {
    const std::uint32_t number = page.campaign.number;
    const bool loaded = co_await load_page(post, page, std::move(entries));
    if (!loaded) co_return;
    store::Batch batch = engine::plan_chain(page);
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    if (!outcome) post.world.log.warn("chain_not_taken", {{"campaign", number}});
}

// Looked up before the results are read: what has ended by then issues no more of them.
struct Step {
    ChainPage page;
    std::optional<std::uint32_t> ended;  ///< the record's version of the campaign before, if so
};

std::optional<Step> running_step(const Post& post, std::uint32_t number) {
    const auto* stored = post.cell.board.find(number);
    if (stored == nullptr || !stored->campaign.chain.wanted()) return std::nullopt;
    if (stored->campaign.state != CampaignState::running) return std::nullopt;
    const auto* before = post.cell.board.find(stored->campaign.chain.after);
    if (before == nullptr || before->campaign.client != stored->campaign.client)
        return std::nullopt;
    Step step;
    step.page.cell = post.cell.settings.cell;
    step.page.campaign = stored->campaign;
    step.page.version = stored->version;
    if (stored->campaign.chain.compares) step.page.before = before->campaign;
    if (before->campaign.state == CampaignState::finished) step.ended = before->version;
    return step;
}

awaitable<void> take_results(Post post, std::uint32_t number) {
    auto step = running_step(post, number);
    if (!step) co_return;
    ChainPage& page = step->page;
    const auto cursor = co_await cursor_of(post, number);
    if (!cursor) co_return;
    page.cursor = *cursor;
    store::StreamRange range{page.cell, keys::results(page.campaign.chain.after), cursor->after,
                             page_size};
    auto entries = co_await store::range(post.world.store, std::move(range));
    if (!entries) co_return;
    if (!entries->empty()) {
        co_await take_page(post, std::move(page), std::move(*entries));
    } else if (step->ended) {
        engine::ChainEnd end{page.cell, std::move(page.campaign), *cursor, *step->ended, 0};
        co_await end_step(post, std::move(end));
    }
}

}  // namespace

awaitable<void> keep_chains(Post post) {
    for (;;) {
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
        for (const std::uint32_t number : post.cell.board.numbers())
            co_await take_results(post, number);
    }
}

}  // namespace kazi::gateway::keepers
