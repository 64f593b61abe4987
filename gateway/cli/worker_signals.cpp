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

constexpr std::int64_t us_per_ms = 1000;

awaitable<int> tell(store::Store& store, const config::Config& config, bool as_lines,
                    signals::Settings settings) {
    for (const config::Market& market : config.markets) {
        const auto books = co_await audit::read_answers(store, app::cell_name(market.name));
        if (!books) {
            fmt::print(stderr, "kazi worker: {}\n", books.error().text);
            co_return failed;
        }
        const auto found = signals::find_signals(books->record, books->people, settings);
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
        std::int64_t reading_ms = signals::Settings{}.reading_us_min / us_per_ms;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command =
        worker.add_subcommand("signals", "Whose answers deserve a look, and why; changes nothing");
    command->add_option("--config", options->config, "The configuration file")
        ->capture_default_str();
    command->add_flag("--json", options->json, "One JSON object a signal");
    command
        ->add_option("--reading-ms", options->reading_ms,
                     "What nobody needs less of to read a USSD page and answer it")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->callback([options, &exit] {
        signals::Settings settings;
        settings.reading_us_min = options->reading_ms * us_per_ms;
        exit.code =
            with_store_of(options->config,
                          [options, settings](store::Store& store, const config::Config& config) {
                              return tell(store, config, options->json, settings);
                          });
    });
}

}  // namespace kazi::gateway::cli
