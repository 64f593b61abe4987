// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "gateway/engine/chain_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/store/await.hpp"

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

awaitable<bool> load_page(Post post, ChainPage& page) {
    const auto cursor = co_await cursor_of(post, page.campaign.number);
    if (!cursor) co_return false;
    page.cursor = *cursor;
    store::StreamRange range{page.cell, keys::results(page.campaign.chain.after), page.cursor.after,
                             page_size};
    const auto entries = co_await store::range(post.world.store, std::move(range));
    if (!entries || entries->empty()) co_return false;
    for (const store::StreamEntry& entry : *entries) {
        auto result = records::result_from(entry.payload);
        if (!result) co_return false;
        page.links.push_back({std::move(*result), {}});
    }
    page.last = entries->back().id;
    const bool begun = co_await find_begun(post, page);
    if (!begun) co_return false;
    co_return co_await add_items(post, page);
}

awaitable<void> take_results(Post post, std::uint32_t number) {
    const auto* stored = post.cell.board.find(number);
    if (stored == nullptr || !stored->campaign.chain.wanted()) co_return;
    if (stored->campaign.state != CampaignState::running) co_return;
    const auto* before = post.cell.board.find(stored->campaign.chain.after);
    if (before == nullptr || before->campaign.client != stored->campaign.client) co_return;
    ChainPage page;
    page.cell = post.cell.settings.cell;
    page.campaign = stored->campaign;
    if (page.campaign.chain.compares) page.before = before->campaign;
    const bool loaded = co_await load_page(post, page);
    if (!loaded) co_return;
    store::Batch batch = engine::plan_chain(page);
    const auto outcome = co_await store::commit(post.world.store, std::move(batch));
    if (!outcome) post.world.log.warn("chain_not_taken", {{"campaign", number}});
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
