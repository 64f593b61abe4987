// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>

#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/with_store.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"
#include "protocols/msisdn.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
namespace json = boost::json;

constexpr const char* stage_name(taskflow::Stage stage) {
    switch (stage) {
        case taskflow::Stage::stranger:
            return "stranger";
        case taskflow::Stage::language:
            return "asked for a language";
        case taskflow::Stage::consent:
            return "asked for consent";
        case taskflow::Stage::birth_year:
            return "asked for a year of birth";
        case taskflow::Stage::active:
            return "active";
        case taskflow::Stage::declined:
            return "declined";
        case taskflow::Stage::too_young:
            return "too young";
    }
    return "unknown";
}

json::object as_json(const config::Market& market, const taskflow::WorkerId& id,
                     const taskflow::Worker& worker) {
    json::object out{{"market", market.name},
                     {"worker", to_hex(id)},
                     {"stage", stage_name(worker.stage)},
                     {"opted_out", worker.opted_out},
                     {"language", worker.language},
                     {"answers", worker.answers},
                     {"available", billing::format_amount(worker.available_micro)},
                     {"currency", market.currency},
                     {"payouts", worker.payout_sequence},
                     {"payout_open", worker.payout_open}};
    if (worker.question)
        out["question"] = keys::item(worker.question->item).key + "/" +
                          std::to_string(worker.question->item.index);
    return out;
}

awaitable<int> show(store::Store& store, const config::Config& config, std::string msisdn) {
    const auto id = engine::worker_of(config.identity.key.reveal(), msisdn);
    bool found = false;
    for (const config::Market& market : config.markets) {
        store::LoadRequest request{
            .cell = app::cell_name(market.name), .record_key = keys::worker(id), .also = {}};
        const auto loaded = co_await store::load(store, std::move(request));
        if (!loaded) {
            fmt::print(stderr, "kazi worker: {}\n", loaded.error().text);
            co_return failed;
        }
        const auto worker = records::worker_from(loaded->record);
        if (!worker || loaded->record.version == 0) continue;
        fmt::print("{}\n", json::serialize(as_json(market, id, *worker)));
        found = true;
    }
    if (!found) fmt::print(stderr, "kazi worker: nobody has that number\n");
    co_return found ? ok : failed;
}

/// Her PIN as if she had never chosen one: the next PAY asks for a new one.
void forget_pin(taskflow::WalletWishes& wallet) {
    const taskflow::WalletWishes fresh;
    wallet.pin = fresh.pin;
    wallet.pin_tries = fresh.pin_tries;
    wallet.pin_closed_until = fresh.pin_closed_until;
    wallet.pin_doubted = fresh.pin_doubted;
    wallet.pin_heard = fresh.pin_heard;
    wallet.ask = fresh.ask;
}

/// Nothing when the store failed, else whether somebody with a PIN was found in this cell.
awaitable<std::optional<bool>> reset_pin_in(store::Store& store, std::string cell,
                                            taskflow::WorkerId id) {
    store::LoadRequest request{.cell = cell, .record_key = keys::worker(id), .also = {}};
    const auto loaded = co_await store::load(store, std::move(request));
    if (!loaded) co_return std::nullopt;
    auto worker = records::worker_from(loaded->record);
    if (!worker || loaded->record.version == 0 || worker->wallet.pin == 0) co_return false;
    forget_pin(worker->wallet);
    const std::uint32_t version = loaded->record.version;
    store::Batch batch;
    batch.cell = std::move(cell);
    batch.guards.push_back(store::VersionIs{{keys::worker(id)}, version});
    batch.writes.push_back(store::Put{
        {keys::worker(id)}, store::encode_record(records::to_record(*worker, version + 1))});
    const auto outcome = co_await store::commit(store, std::move(batch));
    if (!outcome || !outcome->applied) co_return std::nullopt;
    co_return true;
}

awaitable<int> reset_pin(store::Store& store, const config::Config& config, std::string msisdn) {
    const auto id = engine::worker_of(config.identity.key.reveal(), msisdn);
    bool found = false;
    for (const config::Market& market : config.markets) {
        const auto reset = co_await reset_pin_in(store, app::cell_name(market.name), id);
        if (!reset) {
            fmt::print(stderr,
                       "kazi worker: not done, she is using Kazi now or the store is away\n");
            co_return failed;
        }
        found = found || *reset;
    }
    const char* told =
        found ? "her PIN is gone; PAY asks her for a new one" : "nobody with that number has a PIN";
    fmt::print(stderr, "kazi worker: {}\n", told);
    co_return found ? ok : failed;
}

using Work = awaitable<int> (*)(store::Store&, const config::Config&, std::string);

struct Options {
    std::string config = "kazi.toml";
    std::string number;
};

/// A sub-command that does something about one number.
void add_by_number(CLI::App& command, Exit& exit, const char* name, const char* help, Work work) {
    auto options = std::make_shared<Options>();
    CLI::App* sub = command.add_subcommand(name, help);
    sub->add_option("number", options->number, "E.164, e.g. +254711000001")->required();
    sub->add_option("--config", options->config, "The configuration file")->capture_default_str();
    sub->callback([options, &exit, work] {
        const auto msisdn = protocols::normalise_msisdn(options->number, "");
        if (!msisdn) {
            fmt::print(stderr, "kazi worker: {}\n", msisdn.error().error);
            exit.code = bad_usage;
            return;
        }
        exit.code = with_store_of(
            options->config, [&msisdn, work](store::Store& store, const config::Config& config) {
                return work(store, config, *msisdn);
            });
    });
}

}  // namespace

void add_worker(CLI::App& app, Exit& exit) {
    CLI::App* command = app.add_subcommand("worker", "Look at workers, or reset a PIN");
    command->require_subcommand(1);
    add_worker_signals(*command, exit);
    add_by_number(*command, exit, "show", "By number, as JSON", show);
    add_by_number(*command, exit, "reset-pin", "Forget her PIN: PAY asks for a new one", reset_pin);
}

}  // namespace kazi::gateway::cli
