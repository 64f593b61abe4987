// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/campaign_gold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/engine/board.hpp"
#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/keepers/gold_log.hpp"
#include "gateway/store/await.hpp"
#include "taskflow/question/asked.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
namespace json = boost::json;
using taskflow::GoldState;

constexpr std::uint32_t page_size = 1'000;

const char* name_of(GoldState state) {
    switch (state) {
        case GoldState::active:
            return "active";
        case GoldState::suspended:
            return "suspended";
        case GoldState::retired:
            return "retired";
    }
    return "unknown";
}

awaitable<store::StoreResult<bool>> load_campaigns(store::Store& store, std::string cell,
                                                   engine::Board& board) {
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(store, cell, keys::campaigns, cursor, page_size);
        if (!page) co_return page.error();
        for (const auto& [number, bytes] : page->fields) {
            auto stored = records::campaign_from(bytes);
            if (stored && stored->campaign.gold.wanted) board.put(std::move(*stored));
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return true;
}

awaitable<store::StoreResult<bool>> load_answers(store::Store& store, std::string cell,
                                                 const engine::Board& board,
                                                 keepers::GoldLog& answers) {
    std::string last = "0";
    for (;;) {
        store::StreamRange next{cell, keys::journal, last, page_size};
        const auto page = co_await store::range(store, std::move(next));
        if (!page) co_return page.error();
        for (const store::StreamEntry& each : *page) {
            const auto entry = records::journal_from(each.payload);
            if (entry) answers.take(*entry, board);
            last = each.id;
        }
        if (page->size() < page_size) co_return true;
    }
}

json::object as_json(const taskflow::Campaign& campaign, const taskflow::GoldItem& gold,
                     std::span<const taskflow::GoldAnswer> answers) {
    using taskflow::GoldAnswer;
    return {{"campaign", engine::campaign_name(campaign.number)},
            {"item", gold.index},
            {"label", taskflow::question::result_text(campaign.question, {}, gold.label)},
            {"state", name_of(gold.state)},
            {"grown", gold.grown},
            {"answers", answers.size()},
            {"checks", std::ranges::count(answers, true, &GoldAnswer::check)},
            {"right", std::ranges::count(answers, gold.label, &GoldAnswer::label)}};
}

awaitable<store::StoreResult<bool>> list_cell(store::Store& store, std::string cell) {
    engine::Board board;
    keepers::GoldLog answers;
    const auto campaigns = co_await load_campaigns(store, cell, board);
    if (!campaigns) co_return campaigns.error();
    const auto read = co_await load_answers(store, cell, board, answers);
    if (!read) co_return read.error();
    for (const std::uint32_t number : board.numbers()) {
        const taskflow::Campaign& campaign = board.find(number)->campaign;
        for (const taskflow::GoldItem& gold : campaign.gold.items)
            fmt::print("{}\n",
                       json::serialize(as_json(campaign, gold, answers.of({number, gold.index}))));
    }
    co_return true;
}

}  // namespace

awaitable<int> list_gold(store::Store& store, const config::Config& config) {
    for (const config::Market& market : config.markets) {
        const auto listed = co_await list_cell(store, app::cell_name(market.name));
        if (listed) continue;
        fmt::print(stderr, "kazi campaign gold: {}\n", listed.error().text);
        co_return failed;
    }
    co_return ok;
}

}  // namespace kazi::gateway::cli
