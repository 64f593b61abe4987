// SPDX-License-Identifier: Apache-2.0
// `kazi worker signals`: whose answers deserve a look, and why.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>

#include "gateway/app/cells.hpp"
#include "gateway/audit/answer_feed.hpp"
#include "gateway/audit/signal_view.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/with_store.hpp"
#include "taskflow/signals/signal.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
namespace json = boost::json;
namespace signals = taskflow::signals;

void print(const std::string& market, const signals::Record& record,
           const signals::Signal& signal) {
    fmt::print("{} {} {} {:.1f}: {}\n", market, to_hex(record.workers[signal.worker]),
               signals::to_string(signal.kind), signal.strength, signal.why);
    for (const std::uint32_t other : signal.others)
        fmt::print("    with {}\n", to_hex(record.workers[other]));
}

awaitable<int> tell(store::Store& store, const config::Config& config, bool as_lines) {
    for (const config::Market& market : config.markets) {
        const auto books = co_await audit::read_answers(store, app::cell_name(market.name));
        if (!books) {
            fmt::print(stderr, "kazi worker: {}\n", books.error().text);
            co_return failed;
        }
        const auto found = signals::find_signals(books->record, books->people);
        for (const signals::Signal& signal : found) {
            if (as_lines) {
                fmt::print("{}\n",
                           json::serialize(audit::signal_json(market.name, books->record, signal)));
            } else {
                print(market.name, books->record, signal);
            }
        }
        if (!as_lines)
            fmt::print("{}: {} signals about {} workers who answered\n", market.name, found.size(),
                       books->record.workers.size());
    }
    co_return ok;
}

}  // namespace

void add_worker_signals(CLI::App& worker, Exit& exit) {
    struct Options {
        std::string config = "kazi.toml";
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command =
        worker.add_subcommand("signals", "Whose answers deserve a look, and why; changes nothing");
    command->add_option("--config", options->config, "The configuration file")
        ->capture_default_str();
    command->add_flag("--json", options->json, "One JSON object a signal");
    command->callback([options, &exit] {
        exit.code = with_store_of(options->config,
                                  [options](store::Store& store, const config::Config& config) {
                                      return tell(store, config, options->json);
                                  });
    });
}

}  // namespace kazi::gateway::cli
