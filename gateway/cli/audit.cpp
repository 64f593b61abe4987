// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>

#include "gateway/app/cells.hpp"
#include "gateway/audit/store_audit.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/with_store.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;

boost::json::object as_json(const audit::CellReport& report) {
    boost::json::array findings;
    for (const billing::Finding& finding : report.findings) {
        findings.push_back({{"fault", billing::to_string(finding.fault)},
                            {"entry", finding.entry},
                            {"account", finding.account},
                            {"text", finding.text}});
    }
    return {{"cell", report.cell},
            {"entries", report.entries},
            {"answers", report.answers},
            {"corrections", report.corrections},
            {"workers", report.workers},
            {"payouts", report.payouts},
            {"clean", report.findings.empty()},
            {"findings", std::move(findings)}};
}

void print(const audit::CellReport& report) {
    fmt::print("{}: {} entries, {} answers, {} corrections, {} workers, {} payouts: {}\n",
               report.cell, report.entries, report.answers, report.corrections, report.workers,
               report.payouts, report.findings.empty() ? "clean" : "NOT CLEAN");
    for (const billing::Finding& finding : report.findings) {
        fmt::print("  {}{}{}: {}\n", billing::to_string(finding.fault),
                   finding.entry.empty() ? "" : " entry " + finding.entry,
                   finding.account.empty() ? "" : " account " + finding.account, finding.text);
    }
}

awaitable<int> audit_all(store::Store& store, const config::Config& config, bool json) {
    boost::json::array cells;
    bool clean = true;
    for (const config::Market& market : config.markets) {
        const auto report = co_await audit::audit_cell(store, app::cell_name(market.name));
        if (!report) {
            fmt::print(stderr, "kazi audit: {}\n", report.error().text);
            co_return failed;
        }
        clean = clean && report->findings.empty();
        if (json) {
            cells.push_back(as_json(*report));
        } else {
            print(*report);
        }
    }
    if (json) {
        const boost::json::object all{{"clean", clean}, {"cells", std::move(cells)}};
        fmt::print("{}\n", boost::json::serialize(all));
    }
    co_return clean ? ok : failed;
}

}  // namespace

void add_audit(CLI::App& app, Exit& exit) {
    struct Options {
        std::string config = "kazi.toml";
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "audit", "Prove the books: every entry, balance, payout and paid answer");
    command->add_option("--config", options->config, "The configuration file")
        ->capture_default_str();
    command->add_flag("--json", options->json, "One JSON object");
    command->callback([options, &exit] {
        exit.code = with_store_of(options->config,
                                  [options](store::Store& store, const config::Config& config) {
                                      return audit_all(store, config, options->json);
                                  });
    });
}

}  // namespace kazi::gateway::cli
