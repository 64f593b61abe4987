// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/options.hpp"

#include <CLI/CLI.hpp>
#include <utility>

#include "tests/simulator/telco/network.hpp"

namespace kazi::simulator {
namespace {

void add_networks(CLI::App& app, TelcoOptions& options, telco::NetworkSettings& one) {
    auto* config = app.add_option("--config", options.config_file,
                                  "The daemon's configuration: every route of it is a network")
                       ->check(CLI::ExistingFile);
    app.add_option("--daemon", options.daemon_url, "Then: the daemon's public listener")
        ->needs(config);
    app.add_option("--hooks", one.hooks_url,
                   "Without: the one route of Africa's Talking's, its secret included")
        ->excludes(config);
    app.add_option("--short-code", one.route.sender)->capture_default_str();
    app.add_option("--service-code", one.route.service_code)->capture_default_str();
}

void add_people(CLI::App& app, TelcoOptions& options) {
    auto* recorded =
        app.add_option("--answers", options.answers_file, "Recorded answers the crowd replays")
            ->check(CLI::ExistingFile);
    auto* made_up = app.add_option("--made-up", options.made_up, "Without: so many made-up people")
                        ->excludes(recorded);
    app.add_option("--truth", options.truth_file, "… and what they look at: task,label lines")
        ->needs(made_up)
        ->check(CLI::ExistingFile);
    app.add_option("--manners-file", options.manners_file, "… and where it stands who cheats")
        ->needs(made_up);
    const auto share = [&app, made_up](const char* name, double& value, const char* text) {
        app.add_option(name, value, text)->needs(made_up)->check(CLI::Range(0.0, 1.0));
    };
    share("--careless", options.cheats.careless, "Share of them that reads one item in three");
    share("--guessers", options.cheats.guessers, "Share that presses any key");
    share("--same-key", options.cheats.same_key, "Share that presses one key always");
    share("--ring", options.cheats.ring, "Share that copies, three from each other");
}

void add_wires(CLI::App& app, telco::Settings& settings) {
    app.add_option("--address", settings.address, "Where to listen")->capture_default_str();
    app.add_option("--port", settings.port, "0: any free port, printed")->capture_default_str();
    app.add_option("--payout-url", settings.payout_url, "The daemon's payout callback");
    app.add_option("--validation-url", settings.validation_url, "Asked before each top-up is made");
    app.add_flag("--validation-down-goes-on", settings.validation_down_goes_on,
                 "Make the top-up when that question finds no answer");
    app.add_option("--username", settings.username)->capture_default_str();
    app.add_option("--api-key", settings.api_key)->capture_default_str();
    app.add_option("--money-file", settings.money_file, "Append the money ledger here");
    app.add_option("--retry-ms", settings.retry_ms, "Between two tries of a callback")
        ->capture_default_str();
    app.add_option("--tries", settings.tries_max, "Tries of a callback")->capture_default_str();
    app.add_option("--patience-ms-min", settings.patience_ms_min,
                   "Real time people wait at least for an answer")
        ->capture_default_str();
    app.add_option("--redial-ms-min", settings.redial_ms_min,
                   "Real time before a broken-off session is dialled again")
        ->capture_default_str();
    app.add_option("--ussd-screens-max", settings.ussd_screens_max, "Longest session")
        ->capture_default_str();
    app.add_option("--ussd-deadline-ms", settings.ussd_deadline_ms)->capture_default_str();
}

void add_faults(CLI::App& app, telco::Faults& faults) {
    const auto share = [&app](const char* name, double& value, const char* text) {
        app.add_option(name, value, text)->check(CLI::Range(0.0, 1.0))->capture_default_str();
    };
    share("--doubled", faults.callback_doubled, "Share of callbacks that come twice");
    share("--late", faults.callback_late, "Share of callbacks overtaken by later ones");
    share("--drop-out-digits", faults.drop_out_digits, "USSD drop-out on a screen of choices");
    share("--drop-out-text", faults.drop_out_text, "USSD drop-out on a screen to type on");
    share("--airtime-reply-lost", faults.airtime_reply_lost, "Top-up made, reply lost");
    share("--airtime-failed", faults.airtime_failed, "Top-up refused or failed");
    share("--sms-failed", faults.sms_failed, "SMS that never reach the phone");
}

void add_latencies(CLI::App& app, telco::Latencies& latencies) {
    app.add_option("--sms-s", latencies.sms_s)->capture_default_str();
    app.add_option("--report-s", latencies.report_s)->capture_default_str();
    app.add_option("--airtime-reply-s", latencies.airtime_reply_s)->capture_default_str();
    app.add_option("--airtime-s", latencies.airtime_s)->capture_default_str();
    app.add_option("--late-s", latencies.late_s)->capture_default_str();
    app.add_option("--duplicate-guard-s", latencies.duplicate_guard_s)->capture_default_str();
}

}  // namespace

std::variant<TelcoOptions, int> read_options(int argc, char** argv) {
    TelcoOptions options;
    CLI::App app(
        "The other side of every wire: a simulated telco with a crowd and handsets. "
        "Seconds are of its own clock.");
    add_people(app, options);
    app.add_option("--people", options.people, "Invite so many at once")->capture_default_str();
    app.add_option("--seed", options.settings.seed)->capture_default_str();
    app.add_option("--speed", options.settings.speed, "Its seconds in one of ours")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    auto one = telco::africastalking_network("");
    add_networks(app, options, one);
    add_wires(app, options.settings);
    add_faults(app, options.settings.faults);
    add_latencies(app, options.settings.latencies);
    try {
        app.parse(argc, argv);
        if (one.hooks_url.empty() && options.daemon_url.empty())
            throw CLI::RequiredError("--hooks, or --config and --daemon");
        if (options.answers_file.empty() && options.truth_file.empty())
            throw CLI::RequiredError("--answers, or --made-up and --truth");
    } catch (const CLI::ParseError& fault) {
        return app.exit(fault);
    }
    one.route.username = options.settings.username;
    one.route.api_key = options.settings.api_key;
    if (options.config_file.empty()) options.settings.networks = {std::move(one)};
    return options;
}

}  // namespace kazi::simulator
