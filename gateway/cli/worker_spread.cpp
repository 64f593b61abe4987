// SPDX-License-Identifier: Apache-2.0
// `kazi worker spread`: how evenly what answers earned is spread over those who gave them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <map>
#include <memory>

#include "billing/money.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/with_store.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/store/await.hpp"
#include "taskflow/pay/income_spread.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
namespace json = boost::json;

constexpr std::uint32_t page_size = 1000;

struct SpreadOptions {
    std::string config = "kazi.toml";
    std::uint32_t campaign = 0;  ///< 0: all
};

using Incomes = std::map<taskflow::WorkerId, std::int64_t>;

bool add_entry(Incomes& incomes, const store::StreamEntry& stored, std::uint32_t campaign) {
    const auto entry = records::journal_from(stored.payload);
    if (!entry) return false;
    const bool counts = entry->worker && entry->answer &&
                        (campaign == 0 || entry->answer->item.campaign == campaign);
    if (counts) incomes[*entry->worker] += entry->answer->earned_micro();
    return true;
}

awaitable<std::optional<Incomes>> read_incomes(store::Store& store, std::string cell,
                                               std::uint32_t campaign) {
    Incomes incomes;
    std::string last = "0";
    for (;;) {
        store::StreamRange range{cell, keys::journal, last, page_size};
        const auto page = co_await store::range(store, std::move(range));
        if (!page) co_return std::nullopt;
        if (page->empty()) co_return incomes;
        for (const store::StreamEntry& entry : *page) {
            if (!add_entry(incomes, entry, campaign)) co_return std::nullopt;
            last = entry.id;
        }
    }
}

json::object as_json(const config::Market& market, const Incomes& incomes) {
    std::vector<std::int64_t> amounts;
    for (const auto& [worker, micro] : incomes)
        amounts.push_back(micro);
    const taskflow::IncomeSpread spread = taskflow::spread_of(std::move(amounts));
    return {{"market", market.name},
            {"workers", spread.workers},
            {"earned", billing::format_amount(spread.total_micro)},
            {"median", billing::format_amount(spread.median_micro)},
            {"currency", market.currency},
            {"gini", spread.gini_permille / 1000.0},
            {"top_tenth", spread.top_tenth_permille / 1000.0}};
}

awaitable<int> tell_spread(store::Store& store, const config::Config& config,
                           std::uint32_t campaign) {
    for (const config::Market& market : config.markets) {
        std::string cell = app::cell_name(market.name);
        const auto incomes = co_await read_incomes(store, std::move(cell), campaign);
        if (!incomes) {
            fmt::print(stderr, "kazi worker: the journal of {} can't be read\n", market.name);
            co_return failed;
        }
        fmt::print("{}\n", json::serialize(as_json(market, *incomes)));
    }
    co_return ok;
}

}  // namespace

void add_worker_spread(CLI::App& worker, Exit& exit) {
    auto options = std::make_shared<SpreadOptions>();
    CLI::App* command = worker.add_subcommand(
        "spread", "How evenly pay is spread: Gini index, median, the best-paid tenth; as JSON");
    command->add_option("--campaign", options->campaign, "Of one campaign, by its number");
    command->add_option("--config", options->config, "The configuration file")
        ->capture_default_str();
    command->callback([options, &exit] {
        exit.code = with_store_of(options->config,
                                  [options](store::Store& store, const config::Config& config) {
                                      return tell_spread(store, config, options->campaign);
                                  });
    });
}

}  // namespace kazi::gateway::cli
