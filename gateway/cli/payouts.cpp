// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>

#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/payout_decision.hpp"
#include "gateway/cli/payout_words.hpp"
#include "gateway/cli/reconcile.hpp"
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
    std::string outcome;
    std::string reason;
    std::string who;
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
    json::array decisions;
    for (const billing::Decision& decision : payout.decisions)
        decisions.push_back({{"verdict", billing::to_string(decision.verdict)},
                             {"who", decision.who},
                             {"why", decision.why},
                             {"at_us", decision.at_us}});
    out["decisions"] = std::move(decisions);
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

/// Who sits at the keyboard, unless the call says otherwise.
std::string user_name() {
    const char* name = std::getenv("USER");
    return name != nullptr && *name != '\0' ? name : "operator";
}

void run_decision(const Options& options, billing::Verdict verdict, Exit& exit) {
    const std::string who = options.who.empty() ? user_name() : options.who;
    const billing::Decision decision{verdict, who, options.reason, 0};
    exit.code =
        with_store_of(options.config, [&](store::Store& store, const config::Config& config) {
            return decide_payout(store, config, options.id, decision);
        });
}

void run_resolve(const Options& options, Exit& exit) {
    const bool paid = options.outcome == "paid";
    if (!paid && options.outcome != "not-paid") {
        fmt::print(stderr, "kazi payouts: --as is paid or not-paid\n");
        exit.code = bad_usage;
        return;
    }
    run_decision(options, paid ? billing::Verdict::paid : billing::Verdict::not_paid, exit);
}

/// A decision has a payout, a reason, and somebody who answers for it.
void add_decision(CLI::App* sub, const std::shared_ptr<Options>& options) {
    sub->add_option("id", options->id, "The payout's id")->required();
    sub->add_option("--reason", options->reason, "Why; it is kept with the payout")->required();
    sub->add_option("--who", options->who, "Who decides; the user's name otherwise");
    sub->add_option("--config", options->config, "The configuration file")->capture_default_str();
}

void add_decisions(CLI::App* command, const std::shared_ptr<Options>& options, Exit& exit) {
    CLI::App* hold = command->add_subcommand("hold", "Stop one until somebody releases it");
    CLI::App* release = command->add_subcommand("release", "Let a held one go on");
    CLI::App* resolve = command->add_subcommand("resolve", "Say how one in doubt ended");
    resolve->add_option("--as", options->outcome, "paid or not-paid, as the provider shows it")
        ->required();
    CLI::App* retry = command->add_subcommand(
        "retry", "Not paid, as the provider shows it: try again by the usual rules");
    for (CLI::App* sub : {hold, release, resolve, retry})
        add_decision(sub, options);
    hold->callback([options, &exit] { run_decision(*options, billing::Verdict::hold, exit); });
    release->callback(
        [options, &exit] { run_decision(*options, billing::Verdict::release, exit); });
    resolve->callback([options, &exit] { run_resolve(*options, exit); });
    retry->callback([options, &exit] { run_decision(*options, billing::Verdict::not_paid, exit); });
}

bool read_whole(const std::string& file, std::string& text) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return false;
    text.assign(std::istreambuf_iterator<char>(in), {});
    return true;
}

void add_reconcile(CLI::App* command, Exit& exit) {
    struct Reconciling {
        ReconcileOptions options;
        std::string file;
        std::string config = "kazi.toml";
    };
    auto what = std::make_shared<Reconciling>();
    CLI::App* sub = command->add_subcommand(
        "reconcile", "A provider's report against the books; differences, one a line");
    ReconcileOptions& options = what->options;
    sub->add_option("report", what->file, "CSV with a head line")->required();
    sub->add_option("--provider", options.provider, "The account's name")->required();
    sub->add_option("--from", options.from_s, "Seconds since 1970: what the report covers")
        ->required();
    sub->add_option("--until", options.until_s, "Not included")->required();
    sub->add_option("--opening", options.opening, "The balance before, like 'KES 100.00'");
    sub->add_option("--closing", options.closing, "And after: they show that nothing is missing");
    sub->add_flag("--apply", options.apply, "Tell the payouts and the books, not only you");
    sub->add_option("--config", what->config, "The configuration file")->capture_default_str();
    sub->callback([what, &exit] {
        if (!read_whole(what->file, what->options.report)) {
            fmt::print(stderr, "kazi payouts: can't read {}\n", what->file);
            exit.code = bad_usage;
            return;
        }
        exit.code =
            with_store_of(what->config, [&](store::Store& store, const config::Config& config) {
                return reconcile_report(store, config, what->options);
            });
    });
}

void add_resume(CLI::App* command, const std::shared_ptr<Options>& options, Exit& exit) {
    CLI::App* sub = command->add_subcommand(
        "resume", "An account's trouble is over (float, credentials): go on before its pause ends");
    sub->add_option("account", options->id, "The account's name")->required();
    sub->add_option("--config", options->config, "The configuration file")->capture_default_str();
    sub->callback([options, &exit] {
        exit.code =
            with_store_of(options->config, [&](store::Store& store, const config::Config& config) {
                return resume_account(store, config, options->id);
            });
    });
}

void add_recovery(CLI::App* command, const std::shared_ptr<Options>& options, Exit& exit) {
    CLI::App* sub = command->add_subcommand(
        "recovery",
        "The store may have forgotten payouts (a copy, a promoted replica): before any leaves, "
        "providers are asked for it");
    sub->add_option("step", options->state, "open, matched (their reports are imported) or close")
        ->required()
        ->check(CLI::IsMember({"open", "matched", "close"}));
    sub->add_option("--market", options->id, "Only this market");
    sub->add_option("--config", options->config, "The configuration file")->capture_default_str();
    sub->callback([options, &exit] {
        exit.code =
            with_store_of(options->config, [&](store::Store& store, const config::Config& config) {
                return set_window(store, config, options->id, options->state);
            });
    });
}

}  // namespace

void add_payouts(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("payouts", "Look at payouts and decide");
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
    add_decisions(command, options, exit);
    add_reconcile(command, exit);
    add_resume(command, options, exit);
    add_recovery(command, options, exit);
}

}  // namespace kazi::gateway::cli
