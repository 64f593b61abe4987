// SPDX-License-Identifier: Apache-2.0
// kazi infer: recorded answers through the engine of answer quality.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

#include "gateway/cli/commands.hpp"
#include "gateway/cli/infer_report.hpp"
#include "taskflow/quality/numeric.hpp"
#include "taskflow/quality/replay.hpp"
#include "taskflow/quality/score.hpp"
#include "taskflow/quality/text.hpp"

namespace kazi::gateway::cli {

namespace {

namespace quality = taskflow::quality;

constexpr double online_stop_at = 0.95;

/// With so many different numbers for labels, answers are taken for amounts, not for classes.
constexpr std::size_t number_labels_min = 11;

struct Options {
    InferRun run;
    std::string answers;
    std::string truth;
    std::string gold;
    std::string type = "auto";
    std::optional<double> stop_at;
    quality::ReplaySettings replay;
};

const std::map<std::string, quality::Method> methods{
    {"mv", quality::Method::majority},      {"wawa", quality::Method::agreement},
    {"onecoin", quality::Method::one_coin}, {"ds", quality::Method::dawid_skene},
    {"glad", quality::Method::glad},        {"online", quality::Method::online},
    {"best", quality::Method::best}};

std::optional<std::string> read_file(const std::string& name) {
    std::ifstream in(name, std::ios::binary);
    if (!in) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(in), {});
}

template <class T>
std::optional<T> read_rows(const std::string& file,
                           boost::system::result<T, std::string> (*read)(std::string_view)) {
    const auto text = read_file(file);
    if (!text) {
        fmt::print(stderr, "kazi infer: can't read {}\n", file);
        return std::nullopt;
    }
    auto rows = read(*text);
    if (rows) return std::move(*rows);
    fmt::print(stderr, "kazi infer: {}: {}\n", file, rows.error());
    return std::nullopt;
}

/// What the answers are, when nobody says: sentences, amounts, or classes.
std::string guessed_type(const quality::Recording& recording) {
    std::size_t numbers = 0;
    std::size_t sentences = 0;
    for (const std::string& label : recording.labels) {
        numbers += quality::read_number(label) ? 1 : 0;
        sentences += label.find(' ') != std::string::npos ? 1 : 0;
    }
    const std::size_t all = recording.labels.size();
    if (numbers == all && all >= number_labels_min) return "number";
    if (2 * sentences > all && 2 * all > recording.answers.size()) return "text";
    return "class";
}

/// Gold for one seed: from a file, or a share of the truths drawn by chance.
struct Gold {
    std::optional<double> share;
    quality::Known known;  ///< of the file; with a share, all truths

    [[nodiscard]] quality::Known draw(std::uint64_t seed) const {
        return share ? quality::draw_gold(known, *share, seed) : known;
    }
};

std::optional<Gold> read_gold(const Options& options, const quality::Recording& recording,
                              const std::vector<quality::KnownTruth>& truths) {
    if (options.gold.empty()) return Gold{};
    const auto share = quality::read_number(options.gold);
    if (share && *share >= 0 && *share < 1) {
        if (!truths.empty()) return Gold{*share, quality::known_of(recording, truths)};
        fmt::print(stderr, "kazi infer: a share of gold is drawn from --truth, which is missing\n");
        return std::nullopt;
    }
    const auto rows = read_rows(options.gold, &quality::read_truths);
    if (!rows) return std::nullopt;
    return Gold{std::nullopt, quality::known_of(recording, *rows)};
}

int infer_classes(const Options& options, const quality::Recording& recording,
                  const std::vector<quality::KnownTruth>& truths) {
    const auto gold = read_gold(options, recording, truths);
    if (!gold) return bad_usage;
    quality::ReplaySettings settings = options.replay;
    settings.method = methods.at(options.run.method);
    settings.stop_at = options.stop_at;
    if (!settings.stop_at && settings.method == quality::Method::online) {
        settings.stop_at = online_stop_at;
    }
    InferTotals totals;
    quality::Replay last;
    for (std::uint64_t i = 0; i < options.run.seeds; ++i) {
        settings.seed = options.replay.seed + i;
        last = quality::replay(recording, gold->draw(settings.seed), settings);
        totals.add(quality::score(recording, last, truths));
    }
    print_classes(options.run, settings, recording, totals, last);
    return ok;
}

int infer(const Options& options) {
    const auto answers = read_rows(options.answers, &quality::read_answers);
    if (!answers) return bad_usage;
    std::vector<quality::KnownTruth> truths;
    if (!options.truth.empty()) {
        auto read = read_rows(options.truth, &quality::read_truths);
        if (!read) return bad_usage;
        truths = std::move(*read);
    }
    const quality::Recording recording = quality::number_answers(*answers);
    const std::string type = options.type == "auto" ? guessed_type(recording) : options.type;
    if (type == "class") return infer_classes(options, recording, truths);
    if (type == "number") {
        print_numbers(options.run, *answers, truths);
    } else {
        print_texts(options.run, *answers, truths);
    }
    return ok;
}

void add_files(CLI::App& command, Options& options) {
    command
        .add_option("answers,--answers", options.answers,
                    "Recorded answers, CSV: task,worker,label")
        ->required();
    command.add_option("--truth", options.truth, "Known truths to score by, CSV: task,label");
    command.add_option("--gold", options.gold,
                       "Truths that the engine may see: a CSV like --truth, or a share of --truth "
                       "(0.05) drawn by chance. Gold is paid for and not scored");
    command.add_option("--type", options.type, "class, number, text; auto looks at the answers")
        ->check(CLI::IsMember({"auto", "class", "number", "text"}))
        ->capture_default_str();
}

void add_policy(CLI::App& command, Options& options) {
    command.add_option("--method", options.run.method, "mv, wawa, onecoin, ds, glad, online, best")
        ->check(CLI::IsMember(methods))
        ->capture_default_str();
    command
        .add_option("--stop-at", options.stop_at,
                    "Posterior at which an item has enough (online: 0.95; else all are taken)")
        ->check(CLI::Range(0.0, 1.0));
    command
        .add_option("--min-answers", options.replay.answers_min,
                    "Answers before an item may have enough")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command
        .add_option("--max-answers", options.replay.answers_max, "Most answers taken for an item")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command
        .add_option("--ask-above", options.replay.ask_above,
                    "Don't ask workers who tell less than this share of the mean; 0 asks all")
        ->check(CLI::Range(0.0, 10.0))
        ->capture_default_str();
    command.add_flag(
        "--best-first",
        [&options](std::int64_t) { options.replay.arrival = quality::Arrival::best_first; },
        "Ask for the best worker's answer first, instead of as they come");
    command
        .add_option_function<std::uint32_t>(
            "--choose-of",
            [&options](std::uint32_t items) {
                options.replay.arrival = quality::Arrival::by_worth;
                options.replay.choice = items;
            },
            "Workers as they come, each asked that of so many items on which she tells most")
        ->check(CLI::Range(1, 1'000));
    command.add_option("--seed", options.replay.seed, "Decides the order of arrival")
        ->capture_default_str();
    command.add_option("--seeds", options.run.seeds, "Runs with this many seeds, means printed")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
}

}  // namespace

void add_infer(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "infer", "Estimate true answers from recorded ones, and what fewer would have cost");
    add_files(*command, *options);
    add_policy(*command, *options);
    command->add_flag("--json", options->run.json, "One JSON object");
    command->add_flag("--estimates", options->run.estimates, "Print every task's estimate too");
    command->callback([options, &exit] { exit.code = infer(*options); });
}

}  // namespace kazi::gateway::cli
