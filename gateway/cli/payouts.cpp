// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>

#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/with_store.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/payout_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
namespace json = boost::json;

struct Options {
    std::string config = "kazi.toml";
    std::string state;
    std::string id;
};

json::object attempt_json(const billing::Attempt& attempt) {
    return {{"number", attempt.number},
            {"provider", attempt.provider},
            {"key", attempt.key},
            {"state", billing::to_string(attempt.state)},
            {"reason", billing::to_string(attempt.reason)},
            {"code", attempt.code},
            {"provider_ref", attempt.provider_ref},
            {"receipt", attempt.receipt},
            {"submitted_at_us", attempt.submitted_at_us}};
}

json::object payout_json(const billing::Payout& payout, bool whole) {
    json::object out{{"id", payout.id},
                     {"amount", billing::format_amount(payout.amount.micro)},
                     {"currency", payout.amount.currency.code()},
                     {"state", billing::to_string(payout.state)},
                     {"attempts", payout.attempts.size()}};
    if (!payout.attempts.empty()) out["key"] = payout.attempts.back().key;
    if (!payout.held_reason.empty()) out["held"] = payout.held_reason;
    if (!whole) return out;
    json::array attempts;
    for (const billing::Attempt& attempt : payout.attempts)
        attempts.push_back(attempt_json(attempt));
    out["attempts"] = std::move(attempts);
    return out;
}

bool wanted(const Options& options, const billing::Payout& payout) {
    if (!options.id.empty()) return payout.id == options.id;
    return options.state.empty() || options.state == billing::to_string(payout.state);
}

awaitable<store::StoreResult<std::size_t>> list_cell(store::Store& store, std::string cell,
                                                     const Options& options) {
    std::size_t shown = 0;
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(store, cell, keys::payouts, cursor, 500);
        if (!page) co_return page.error();
        for (const auto& [id, bytes] : page->fields) {
            const auto stored = records::payout_from(bytes);
            if (!stored || !wanted(options, stored->payout)) continue;
            ++shown;
            fmt::print("{}\n", json::serialize(payout_json(stored->payout, !options.id.empty())));
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return shown;
}

awaitable<int> list(store::Store& store, const config::Config& config, Options options) {
    std::size_t shown = 0;
    for (const config::Market& market : config.markets) {
        const auto listed = co_await list_cell(store, app::cell_name(market.name), options);
        if (!listed) {
            fmt::print(stderr, "kazi payouts: {}\n", listed.error().text);
            co_return failed;
        }
        shown += *listed;
    }
    if (shown > 0 || options.id.empty()) co_return ok;
    fmt::print(stderr, "kazi payouts: there is no payout {}\n", options.id);
    co_return failed;
}

void run_list(const Options& options, Exit& exit) {
    exit.code = with_store_of(options.config,
                              [&options](store::Store& store, const config::Config& config) {
                                  return list(store, config, options);
                              });
}

}  // namespace

void add_payouts(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("payouts", "Look at payouts");
    command->require_subcommand(1);
    CLI::App* list_command = command->add_subcommand("list", "One JSON object a line");
    list_command->add_option("--state", options->state, "Only those in this state");
    CLI::App* show_command = command->add_subcommand("show", "One, with all its attempts");
    show_command->add_option("id", options->id, "The payout's id")->required();
    for (CLI::App* sub : {list_command, show_command}) {
        sub->add_option("--config", options->config, "The configuration file")
            ->capture_default_str();
        sub->callback([options, &exit] { run_list(*options, exit); });
    }
}

}  // namespace kazi::gateway::cli
