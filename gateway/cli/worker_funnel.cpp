// SPDX-License-Identifier: Apache-2.0
// `kazi worker funnel`: how far people came, from the first word to the first pay.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <map>
#include <memory>

#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/each_worker.hpp"
#include "gateway/cli/with_store.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
using taskflow::Stage;
using taskflow::Worker;
namespace json = boost::json;

/// Each step is counted of those who came at least so far.
struct Funnel {
    std::int64_t heard = 0;     ///< wrote or dialled at all
    std::int64_t agreed = 0;    ///< consented
    std::int64_t joined = 0;    ///< may work, or could until something was in the way
    std::int64_t started = 0;   ///< were asked a question
    std::int64_t answered = 0;  ///< gave an answer that was accepted
    std::int64_t paid = 0;      ///< had pay sent
    std::int64_t stopped = 0;
    std::int64_t declined = 0;
    std::int64_t too_young = 0;
    std::int64_t frozen = 0;

    void add(const Worker& worker) {
        const bool works = worker.stage == Stage::active || worker.stage == Stage::confirming ||
                           worker.stage == Stage::frozen;
        ++heard;
        agreed += worker.consent_at != 0 ? 1 : 0;
        joined += works ? 1 : 0;
        started += worker.histories.empty() ? 0 : 1;
        answered += worker.answers > 0 ? 1 : 0;
        paid += worker.payout_sequence > 0 ? 1 : 0;
        stopped += worker.opted_out ? 1 : 0;
        declined += worker.stage == Stage::declined ? 1 : 0;
        too_young += worker.stage == Stage::too_young ? 1 : 0;
        frozen += worker.stage == Stage::frozen ? 1 : 0;
    }
};

using ByLanguage = std::map<std::string, Funnel>;  ///< empty: no language known yet

json::object as_json(const config::Market& market, const std::string& language,
                     const Funnel& funnel) {
    return {
        {"market", market.name},       {"language", language},          {"heard", funnel.heard},
        {"agreed", funnel.agreed},     {"joined", funnel.joined},       {"started", funnel.started},
        {"answered", funnel.answered}, {"paid", funnel.paid},           {"stopped", funnel.stopped},
        {"declined", funnel.declined}, {"too_young", funnel.too_young}, {"frozen", funnel.frozen}};
}

awaitable<int> tell_funnel(store::Store& store, const config::Config& config) {
    for (const config::Market& market : config.markets) {
        ByLanguage found;
        WorkerVisit visit = [&found](const taskflow::WorkerId&, const Worker& worker) {
            found[worker.language].add(worker);
        };
        std::string cell = app::cell_name(market.name);
        const bool read = co_await each_worker(store, std::move(cell), std::move(visit));
        if (!read) {
            fmt::print(stderr, "kazi worker: the records of {} can't be read\n", market.name);
            co_return failed;
        }
        for (const auto& [language, funnel] : found)
            fmt::print("{}\n", json::serialize(as_json(market, language, funnel)));
    }
    co_return ok;
}

}  // namespace

void add_worker_funnel(CLI::App& worker, Exit& exit) {
    auto config = std::make_shared<std::string>("kazi.toml");
    CLI::App* command = worker.add_subcommand(
        "funnel", "How far people came, from the first word to the first pay; JSON, by language");
    command->add_option("--config", *config, "The configuration file")->capture_default_str();
    command->callback([config, &exit] { exit.code = with_store_of(*config, tell_funnel); });
}

}  // namespace kazi::gateway::cli
