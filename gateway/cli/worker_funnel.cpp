// SPDX-License-Identifier: Apache-2.0
// `kazi worker funnel`: how far people came, from the first word to the first pay.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <map>
#include <memory>

#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/with_store.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
using taskflow::Stage;
using taskflow::Worker;
namespace json = boost::json;

constexpr std::uint32_t page_size = 500;

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

// False: the store is away, or a record is damaged.
awaitable<bool> add_worker_of(store::Store& store, std::string cell, taskflow::WorkerId id,
                              ByLanguage& found) {
    store::LoadRequest request{.cell = std::move(cell), .record_key = keys::worker(id), .also = {}};
    const auto loaded = co_await store::load(store, std::move(request));
    if (!loaded) co_return false;
    const auto worker = records::worker_from(loaded->record);
    if (!worker) co_return false;
    found[worker->language].add(*worker);
    co_return true;
}

awaitable<bool> read_bucket(store::Store& store, std::string cell, std::uint32_t bucket,
                            ByLanguage& found) {
    std::uint64_t cursor = 0;
    do {
        const auto page =
            co_await store::scan(store, cell, keys::people(bucket), cursor, page_size);
        if (!page) co_return false;
        for (const auto& [name, number] : page->fields) {
            const auto id = records::worker_id_from(name);
            if (!id) continue;
            const bool added = co_await add_worker_of(store, cell, *id, found);
            if (!added) co_return false;
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return true;
}

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
        const std::string cell = app::cell_name(market.name);
        ByLanguage found;
        for (std::uint32_t bucket = 0; bucket < keys::people_buckets; ++bucket) {
            const bool read = co_await read_bucket(store, cell, bucket, found);
            if (read) continue;
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
