// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>

#include "gateway/cli/commands.hpp"
#include "gateway/cli/payout_decision.hpp"
#include "gateway/cli/payout_list.hpp"
#include "gateway/cli/payout_words.hpp"
#include "gateway/cli/reconcile.hpp"
#include "gateway/cli/with_store.hpp"

namespace kazi::gateway::cli {

namespace {

struct Options {
    std::string config = "kazi.toml";
    std::string step;
    std::string id;
    std::string outcome;
    std::string reason;
    std::string who;
};

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
    sub->add_option("step", options->step, "open, matched (their reports are imported) or close")
        ->required()
        ->check(CLI::IsMember({"open", "matched", "close"}));
    sub->add_option("--market", options->id, "Only this market");
    sub->add_option("--config", options->config, "The configuration file")->capture_default_str();
    sub->callback([options, &exit] {
        exit.code =
            with_store_of(options->config, [&](store::Store& store, const config::Config& config) {
                return set_window(store, config, options->id, options->step);
            });
    });
}

void add_looks(CLI::App* command, Exit& exit) {
    auto options = std::make_shared<ListOptions>();
    auto config = std::make_shared<std::string>("kazi.toml");
    CLI::App* list = command->add_subcommand("list", "One JSON object a line, and why each waits");
    list->add_option("--state", options->state, "Only those in this state");
    list->add_option("--provider", options->provider, "Only those that this account tried last");
    list->add_option("--waits-for", options->waits_for, "Only those that wait for this");
    CLI::App* show =
        command->add_subcommand("show", "One, with all its attempts and what was said about it");
    show->add_option("id", options->id, "The payout's id")->required();
    for (CLI::App* sub : {list, show}) {
        sub->add_option("--config", *config, "The configuration file")->capture_default_str();
        sub->callback([options, config, &exit] {
            exit.code = with_store_of(*config, [&](store::Store& store, const config::Config& all) {
                return list_payouts(store, all, *options);
            });
        });
    }
}

}  // namespace

void add_payouts(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("payouts", "Look at payouts and decide");
    command->require_subcommand(1);
    add_looks(command, exit);
    add_decisions(command, options, exit);
    add_reconcile(command, exit);
    add_resume(command, options, exit);
    add_recovery(command, options, exit);
}

}  // namespace kazi::gateway::cli
