// SPDX-License-Identifier: Apache-2.0
// kazi ledger: the ledger for other tools, for one party, and as one seal to be noted elsewhere.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <limits>
#include <memory>

#include "billing/ledger_export.hpp"
#include "billing/statement.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/audit/ledger_feed.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/with_store.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;
namespace json = boost::json;

struct Options {
    std::string config = "kazi.toml";
    std::string format = "csv";
    std::vector<std::string> accounts;
    std::string provider;
    std::string partner;
    std::string client;
    std::string worker;  ///< 32 hex digits
    std::int64_t from_s = 0;
    std::int64_t until_s = std::numeric_limits<std::int64_t>::max() / 1'000'000;
};

int complain(const std::string& text) {
    fmt::print(stderr, "kazi ledger: {}\n", text);
    return failed;
}

awaitable<int> export_all(store::Store& store, const config::Config& config,
                          billing::LedgerFormat format) {
    billing::LedgerExport out(format);
    fmt::print("{}", out.head());
    for (const config::Market& market : config.markets) {
        billing::LedgerChain chain;
        std::function<void(const billing::LedgerEntry&)> take =
            [&](const billing::LedgerEntry& entry) {
                fmt::print("{}", out.entry(entry, chain.add(entry)));
            };
        const auto read =
            co_await audit::read_ledger(store, app::cell_name(market.name), std::move(take));
        if (!read) co_return complain(read.error().text);
    }
    co_return ok;
}

awaitable<int> seal_all(store::Store& store, const config::Config& config) {
    for (const config::Market& market : config.markets) {
        billing::LedgerChain chain;
        std::string last;
        std::size_t entries = 0;
        std::function<void(const billing::LedgerEntry&)> take =
            [&](const billing::LedgerEntry& entry) {
                chain.add(entry);
                last = entry.id;
                ++entries;
            };
        const auto read =
            co_await audit::read_ledger(store, app::cell_name(market.name), std::move(take));
        if (!read) co_return complain(read.error().text);
        const json::object line{{"cell", app::cell_name(market.name)},
                                {"entries", entries},
                                {"last", last},
                                {"seal", chain.seal()}};
        fmt::print("{}\n", json::serialize(line));
    }
    co_return ok;
}

json::object line_json(const billing::StatementLine& line) {
    const auto decimal = [](std::int64_t micro) {
        const std::string text = billing::format_amount(micro < 0 ? -micro : micro);
        return micro < 0 ? "-" + text : text;
    };
    return {{"time", billing::utc_time(line.at_us)},
            {"entry", line.entry},
            {"cause", line.cause},
            {"reference", line.reference},
            {"account", billing::to_string(line.account)},
            {"currency", line.change.currency.code()},
            {"change", decimal(line.change.micro)},
            {"balance", decimal(line.balance.micro)}};
}

constexpr std::uint32_t page_size = 1000;

// A campaign's number is its cell's own, so the client's escrows are looked up in each.
awaitable<store::StoreResult<bool>> add_client(store::Store& store, std::string cell,
                                               std::string client, billing::StatementOf& of) {
    std::vector<std::string> campaigns;
    std::uint64_t cursor = 0;
    do {
        const auto page =
            co_await store::scan(store, cell, keys::campaigns_of(client), cursor, page_size);
        if (!page) co_return page.error();
        for (const auto& [number, nothing] : page->fields)
            campaigns.push_back("c" + number);
        cursor = page->next_cursor;
    } while (cursor != 0);
    of.accounts.merge(billing::client_statement(client, campaigns).accounts);
    co_return true;
}

awaitable<int> state_all(store::Store& store, const config::Config& config, billing::StatementOf of,
                         const Options& options) {
    for (const config::Market& market : config.markets) {
        billing::StatementOf here = of;
        if (!options.client.empty()) {
            const auto found =
                co_await add_client(store, app::cell_name(market.name), options.client, here);
            if (!found) co_return complain(found.error().text);
        }
        billing::Statement statement(std::move(here), options.from_s * 1'000'000,
                                     options.until_s * 1'000'000,
                                     [](const billing::StatementLine& line) {
                                         fmt::print("{}\n", json::serialize(line_json(line)));
                                     });
        std::function<void(const billing::LedgerEntry&)> take =
            [&statement](const billing::LedgerEntry& entry) { statement.entry(entry); };
        const auto read =
            co_await audit::read_ledger(store, app::cell_name(market.name), std::move(take));
        if (!read) co_return complain(read.error().text);
    }
    co_return ok;
}

int run_export(const Options& options) {
    const auto format = billing::parse_ledger_format(options.format);
    if (!format) {
        fmt::print(stderr, "kazi ledger: --format is beancount, hledger or csv\n");
        return bad_usage;
    }
    return with_store_of(options.config,
                         [&format](store::Store& store, const config::Config& config) {
                             return export_all(store, config, *format);
                         });
}

/// What all of the parties that were asked for own, but for a client's, which the store knows.
billing::StatementOf party_of(const Options& options) {
    billing::StatementOf of;
    if (!options.provider.empty()) of = billing::provider_statement(options.provider);
    if (!options.partner.empty())
        of.accounts.merge(billing::partner_statement(options.partner).accounts);
    const auto wallet = billing::parse_account("worker:" + options.worker + ":available");
    if (wallet) of.accounts.merge(billing::worker_statement(wallet->owner).accounts);
    return of;
}

int run_statement(const Options& options) {
    billing::StatementOf of = party_of(options);
    for (const std::string& text : options.accounts) {
        const auto account = billing::parse_account(text);
        if (!account) {
            fmt::print(stderr, "kazi ledger: {}: {}\n", text, account.error());
            return bad_usage;
        }
        of.accounts.insert(*account);
    }
    if (of.accounts.empty() && options.client.empty()) {
        fmt::print(stderr,
                   "kazi ledger: whose statement? Give --account, --worker, --client, --partner or "
                   "--provider\n");
        return bad_usage;
    }
    return with_store_of(options.config, [&](store::Store& store, const config::Config& config) {
        return state_all(store, config, of, options);
    });
}

int run_seal(const Options& options) {
    return with_store_of(options.config, [](store::Store& store, const config::Config& config) {
        return seal_all(store, config);
    });
}

}  // namespace

void add_ledger(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("ledger", "The books, for others");
    command->require_subcommand(1);
    CLI::App* write = command->add_subcommand("export", "Every entry, with its seal");
    write->add_option("--format", options->format, "beancount, hledger or csv")
        ->capture_default_str();
    write->callback([options, &exit] { exit.code = run_export(*options); });
    CLI::App* statement = command->add_subcommand(
        "statement", "What happened to one party's accounts, one JSON object a line");
    statement->add_option("--account", options->accounts,
                          "An account: worker:<hex>:available, client:ID:funds, escrow:CAMPAIGN…");
    statement->add_option("--provider", options->provider, "All accounts of a payout provider");
    statement->add_option("--worker", options->worker, "A worker's accounts, by her id in hex");
    statement->add_option("--client", options->client, "A client's funds and escrows");
    statement->add_option("--partner", options->partner, "A partner's commission, by its code");
    statement->add_option("--from", options->from_s, "Seconds since 1970, included");
    statement->add_option("--until", options->until_s, "Seconds since 1970, not included");
    statement->callback([options, &exit] { exit.code = run_statement(*options); });
    CLI::App* seal = command->add_subcommand(
        "seal", "The seal of the last entry: note it where nobody who can write the store can");
    seal->callback([options, &exit] { exit.code = run_seal(*options); });
    for (CLI::App* sub : {write, statement, seal})
        sub->add_option("--config", options->config, "The configuration file")
            ->capture_default_str();
}

}  // namespace kazi::gateway::cli
