// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <memory>

#include "billing/hex.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/with_store.hpp"
#include "gateway/cli/worker_care.hpp"
#include "gateway/cli/worker_consents.hpp"
#include "gateway/cli/worker_file.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"
#include "protocols/msisdn.hpp"
#include "taskflow/standing/badges.hpp"

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
        case taskflow::Stage::confirming:
            return "asked for a year of birth again";
        case taskflow::Stage::frozen:
            return "frozen";
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
                     {"payout_open", worker.payout_open},
                     {"gold_seen", worker.standing.gold_seen},
                     {"gold_right", worker.standing.gold_right},
                     {"badges", json::value_from(worker.standing.badges)}};
    if (worker.question)
        out["question"] = keys::item(worker.question->item).key + "/" +
                          std::to_string(worker.question->item.index);
    if (!worker.ties.numbers.empty()) out["other_numbers"] = worker.ties.numbers.size();
    if (worker.ties.another_of) out["another_number_of"] = to_hex(*worker.ties.another_of);
    return out;
}

awaitable<int> show(store::Store& store, const config::Config& config, taskflow::WorkerId id) {
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
    if (!found) fmt::print(stderr, "kazi worker: nobody has that number or id\n");
    co_return found ? ok : failed;
}

struct Options {
    std::string config = "kazi.toml";
    std::string number;
    int birth_year = 0;
    std::string badge;
    bool take = false;
    std::string code;
};

CLI::App* with_number(CLI::App& app, const char* name, const char* about, Options& options) {
    CLI::App* command = app.add_subcommand(name, about);
    command->add_option("number", options.number, "E.164, e.g. +254711000001, or her id")
        ->required();
    command->add_option("--config", options.config, "The configuration file")
        ->capture_default_str();
    return command;
}

using NumberWork =
    std::function<awaitable<int>(store::Store&, const config::Config&, taskflow::WorkerId)>;

/// The id that lists name her by, if it is one.
std::optional<taskflow::WorkerId> id_from(const std::string& text) {
    const auto raw = billing::from_hex(text);
    return raw ? records::worker_id_from(*raw) : std::nullopt;
}

int run_on_number(const Options& options, const NumberWork& work) {
    const auto named = id_from(options.number);
    const auto msisdn = protocols::normalise_msisdn(options.number, "");
    if (!named && !msisdn) {
        fmt::print(stderr, "kazi worker: {}\n", msisdn.error().error);
        return bad_usage;
    }
    return with_store_of(options.config, [&](store::Store& store, const config::Config& config) {
        return work(store, config,
                    named ? *named : engine::worker_of(config.identity.key.reveal(), *msisdn));
    });
}

void add_badge(CLI::App& app, const std::shared_ptr<Options>& options, Exit& exit) {
    CLI::App* badge =
        with_number(app, "badge", "Give her a badge that campaigns may ask for", *options);
    badge->add_option("badge", options->badge, "Small letters, digits and '-', 24 at most")
        ->required();
    badge->add_flag("--take", options->take, "Take it from her instead");
    badge->callback([options, &exit] {
        if (!taskflow::is_badge(options->badge)) {
            fmt::print(stderr, "kazi worker badge: '{}' is no badge's name\n", options->badge);
            exit.code = bad_usage;
            return;
        }
        exit.code = run_on_number(
            *options,
            [options](store::Store& store, const config::Config& config, taskflow::WorkerId id) {
                return change_badge(store, config, id, options->badge, options->take);
            });
    });
}

/// Whose number that is, where it is another one of hers.
awaitable<taskflow::WorkerId> person_of(store::Store& store, const config::Config& config,
                                        taskflow::WorkerId number) {
    for (const config::Market& market : config.markets) {
        store::LoadRequest request{
            .cell = app::cell_name(market.name), .record_key = keys::worker(number), .also = {}};
        const auto loaded = co_await store::load(store, std::move(request));
        const auto worker = loaded ? records::worker_from(loaded->record) : std::nullopt;
        if (worker && worker->ties.another_of) co_return *worker->ties.another_of;
    }
    co_return number;
}

awaitable<int> tell_file(store::Store& store, const config::Config& config,
                         taskflow::WorkerId number, std::string code) {
    const taskflow::WorkerId id = co_await person_of(store, config, number);
    const int used = co_await use_data_code(store, config, id, std::move(code));
    if (used != ok) co_return used;
    const int shown = co_await show(store, config, id);
    if (shown != ok) co_return shown;
    const int agreed = co_await tell_consents(store, config, id);
    if (agreed != ok) co_return agreed;
    const int told = co_await tell_entries(store, config, id);
    co_return told;
}

void add_file(CLI::App& app, const std::shared_ptr<Options>& options, Exit& exit) {
    CLI::App* file = with_number(app, "file",
                                 "All that is kept about her, for herself: the record, her "
                                 "consents, each answer and payment",
                                 *options);
    file->add_option("--code", options->code, "That MY DATA told her; good once")->required();
    file->callback([options, &exit] {
        exit.code = run_on_number(
            *options,
            [options](store::Store& store, const config::Config& config, taskflow::WorkerId id) {
                return tell_file(store, config, id, options->code);
            });
    });
}

}  // namespace

void add_worker(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("worker", "Look at workers, or care for one");
    command->require_subcommand(1);
    add_worker_signals(*command, exit);
    add_worker_spread(*command, exit);
    add_worker_funnel(*command, exit);
    add_worker_appeals(*command, exit);
    CLI::App* show_command = with_number(*command, "show", "By number, as JSON", *options);
    show_command->callback([options, &exit] { exit.code = run_on_number(*options, show); });
    CLI::App* consents = with_number(
        *command, "consents", "What she agreed to, in the words that she was shown", *options);
    consents->callback([options, &exit] { exit.code = run_on_number(*options, tell_consents); });
    CLI::App* forget =
        with_number(*command, "forget",
                    "As if she had sent FORGET ME and YES: paid out, then erased", *options);
    forget->callback([options, &exit] { exit.code = run_on_number(*options, forget_worker); });
    CLI::App* pin = with_number(*command, "reset-pin",
                                "No PIN any more: her next PAY asks for a new one", *options);
    pin->callback([options, &exit] { exit.code = run_on_number(*options, reset_pin); });
    CLI::App* release =
        with_number(*command, "release",
                    "Back to work for one whose answers contradicted each other", *options);
    release->add_option("--birth-year", options->birth_year,
                        "What it is, if it was stored wrongly");
    release->callback([options, &exit] {
        const int year = options->birth_year;
        exit.code = run_on_number(
            *options,
            [year](store::Store& store, const config::Config& config, taskflow::WorkerId id) {
                return release_worker(store, config, id, year);
            });
    });
    CLI::App* keep = with_number(*command, "keep-frozen",
                                 "No work for one who asked why; she is told", *options);
    keep->callback([options, &exit] { exit.code = run_on_number(*options, keep_frozen); });
    add_badge(*command, options, exit);
    add_file(*command, options, exit);
    CLI::App* partners =
        command->add_subcommand("partners", "Who joined with which partner's code, as JSON lines");
    partners->add_option("--config", options->config, "The configuration file")
        ->capture_default_str();
    partners->callback(
        [options, &exit] { exit.code = with_store_of(options->config, report_partners); });
}

}  // namespace kazi::gateway::cli
