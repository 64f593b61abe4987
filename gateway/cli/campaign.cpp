// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>

#include "gateway/app/cells.hpp"
#include "gateway/cli/campaign_gold.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/with_store.hpp"
#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
namespace json = boost::json;

awaitable<store::StoreResult<json::object>> tally_of(store::Store& store, std::string cell,
                                                     std::uint32_t number) {
    const auto page = co_await store::scan(store, std::move(cell), keys::tally(number), 0, 100);
    if (!page) co_return page.error();
    json::object tally;
    for (const auto& [name, value] : page->fields)
        tally[name] = std::stoll(value);
    co_return tally;
}

awaitable<store::StoreResult<bool>> list_cell(store::Store& store, std::string cell) {
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(store, cell, keys::campaigns, cursor, 100);
        if (!page) co_return page.error();
        for (const auto& [number, bytes] : page->fields) {
            const auto stored = records::campaign_from(bytes);
            if (!stored) continue;
            const taskflow::Campaign& campaign = stored->campaign;
            auto tally = co_await tally_of(store, cell, campaign.number);
            if (!tally) co_return tally.error();
            const json::object line{{"id", engine::campaign_name(campaign.number)},
                                    {"cell", cell},
                                    {"client", campaign.client},
                                    {"title", campaign.title},
                                    {"state", records::to_string(campaign.state)},
                                    {"items", campaign.item_count},
                                    {"tally", std::move(*tally)}};
            fmt::print("{}\n", json::serialize(line));
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return true;
}

awaitable<int> list(store::Store& store, const config::Config& config) {
    for (const config::Market& market : config.markets) {
        const auto listed = co_await list_cell(store, app::cell_name(market.name));
        if (listed) continue;
        fmt::print(stderr, "kazi campaign: {}\n", listed.error().text);
        co_return failed;
    }
    co_return ok;
}

}  // namespace

void add_campaign(CLI::App& app, Exit& exit) {
    auto file = std::make_shared<std::string>("kazi.toml");
    CLI::App* command = app.add_subcommand("campaign", "Look at campaigns");
    command->require_subcommand(1);
    CLI::App* list_command = command->add_subcommand("list", "All of them, one JSON object a line");
    list_command->add_option("--config", *file, "The configuration file")->capture_default_str();
    list_command->callback([file, &exit] { exit.code = with_store_of(*file, &list); });
    CLI::App* gold = command->add_subcommand("gold", "Their gold items, one JSON object a line");
    gold->add_option("--config", *file, "The configuration file")->capture_default_str();
    gold->callback([file, &exit] { exit.code = with_store_of(*file, &list_gold); });
}

}  // namespace kazi::gateway::cli
