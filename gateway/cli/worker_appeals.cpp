// SPDX-License-Identifier: Apache-2.0
// `kazi worker appeals`: who gets no questions and asked for a person to look at that.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>

#include "billing/money.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/each_worker.hpp"
#include "gateway/cli/with_store.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
namespace json = boost::json;

bool waits_for_a_person(const taskflow::Worker& worker) {
    return worker.stage == taskflow::Stage::frozen && worker.cases.freeze_appealed &&
           worker.cases.verdict == taskflow::FreezeVerdict::none;
}

json::object as_json(const config::Market& market, const taskflow::WorkerId& id,
                     const taskflow::Worker& worker) {
    return {{"market", market.name},
            {"worker", to_hex(id)},
            {"birth_year", worker.birth_year},
            {"answers", worker.answers},
            {"available", billing::format_amount(worker.available_micro)},
            {"currency", market.currency}};
}

awaitable<int> tell_appeals(store::Store& store, const config::Config& config) {
    for (const config::Market& market : config.markets) {
        WorkerVisit visit = [&market](const taskflow::WorkerId& id,
                                      const taskflow::Worker& worker) {
            if (waits_for_a_person(worker))
                fmt::print("{}\n", json::serialize(as_json(market, id, worker)));
        };
        std::string cell = app::cell_name(market.name);
        const bool read = co_await each_worker(store, std::move(cell), std::move(visit));
        if (read) continue;
        fmt::print(stderr, "kazi worker: the records of {} can't be read\n", market.name);
        co_return failed;
    }
    co_return ok;
}

}  // namespace

void add_worker_appeals(CLI::App& worker, Exit& exit) {
    auto config = std::make_shared<std::string>("kazi.toml");
    CLI::App* command = worker.add_subcommand(
        "appeals", "Who is frozen and asked for a person to look at that; JSON lines");
    command->add_option("--config", *config, "The configuration file")->capture_default_str();
    command->callback([config, &exit] { exit.code = with_store_of(*config, tell_appeals); });
}

}  // namespace kazi::gateway::cli
