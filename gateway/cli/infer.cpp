// SPDX-License-Identifier: Apache-2.0
// kazi infer: recorded answers through the answer model of the daemon.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

#include "gateway/cli/commands.hpp"
#include "taskflow/quality/replay.hpp"

namespace kazi::gateway::cli {

namespace {

namespace json = boost::json;
namespace quality = taskflow::quality;

struct Options {
    std::string answers;
    std::string truth;
    std::string method = "online";
    double stop_at = 0.95;
    int answers_max = 255;
    std::uint64_t seed = 1;
    std::uint64_t seeds = 1;
    bool json = false;
    bool estimates = false;
};

const std::map<std::string, quality::Method> methods{{"mv", quality::Method::majority},
                                                     {"online", quality::Method::online}};

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

// Means over seeds; shares in parts per million.
struct Means {
    std::uint64_t runs = 0;
    std::uint64_t scored = 0;
    double accuracy = 0;
    double answers_per_task = 0;
    double saved = 0;

    void add(const quality::Score& score) {
        ++runs;
        scored = score.scored;
        accuracy += score.accuracy_ppm / 1e6;
        answers_per_task += score.answers_per_task_milli / 1e3;
        saved += score.saved_ppm / 1e6;
    }
    [[nodiscard]] double mean(double sum) const { return sum / static_cast<double>(runs); }
};

json::array estimates_json(const quality::Replay& replay) {
    json::array out;
    for (const quality::Estimate& estimate : replay.estimates) {
        out.push_back({{"task", estimate.task},
                       {"labels", json::value_from(estimate.labels)},
                       {"confidence", estimate.confidence_ppm / 1e6},
                       {"answers", estimate.answers}});
    }
    return out;
}

void print(const Options& options, const Means& means, const quality::Replay& last) {
    json::object out{{"method", options.method},
                     {"seeds", means.runs},
                     {"tasks", last.estimates.size()},
                     {"answers_recorded", last.answers_recorded},
                     {"answers_per_task", means.mean(means.answers_per_task)},
                     {"saved", means.mean(means.saved)}};
    if (means.scored > 0) {
        out["scored"] = means.scored;
        out["accuracy"] = means.mean(means.accuracy);
    }
    if (options.estimates) out["estimates"] = estimates_json(last);
    if (options.json) {
        fmt::print("{}\n", json::serialize(out));
        return;
    }
    if (options.estimates) {
        for (const quality::Estimate& estimate : last.estimates) {
            fmt::print("{}\t{}\t{:.4f}\t{}\n", estimate.task, fmt::join(estimate.labels, "|"),
                       estimate.confidence_ppm / 1e6, estimate.answers);
        }
    }
    fmt::print("{} tasks, {} answers recorded, {:.2f} taken a task, {:.1f} % saved\n",
               last.estimates.size(), last.answers_recorded, means.mean(means.answers_per_task),
               100 * means.mean(means.saved));
    if (means.scored > 0)
        fmt::print("accuracy {:.4f} on {} tasks of known truth, {} seed(s)\n",
                   means.mean(means.accuracy), means.scored, means.runs);
}

int run(const Options& options) {
    const auto answers = read_rows(options.answers, &quality::read_answers);
    if (!answers) return bad_usage;
    std::vector<quality::KnownTruth> truths;
    if (!options.truth.empty()) {
        auto read = read_rows(options.truth, &quality::read_truths);
        if (!read) return bad_usage;
        truths = std::move(*read);
    }
    quality::ReplaySettings settings;
    settings.method = methods.at(options.method);
    settings.plan.maximum = static_cast<std::uint8_t>(options.answers_max);
    settings.plan.minimum = std::min<std::uint8_t>(settings.plan.minimum, settings.plan.maximum);
    settings.plan.confidence_ppm = static_cast<std::uint32_t>(options.stop_at * 1e6);
    Means means;
    quality::Replay last;
    for (std::uint64_t i = 0; i < options.seeds; ++i) {
        settings.seed = options.seed + i;
        last = quality::replay(*answers, settings);
        means.add(quality::score(last, truths));
    }
    print(options, means, last);
    return ok;
}

}  // namespace

void add_infer(CLI::App& app, Exit& exit) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "infer", "Estimate true answers from recorded ones (task,worker,label), and score them");
    command->add_option("--answers", options->answers, "Recorded answers, CSV")->required();
    command->add_option("--truth", options->truth, "Known truths (task,label), CSV");
    command->add_option("--method", options->method, "mv or online")
        ->check(CLI::IsMember({"mv", "online"}))
        ->capture_default_str();
    command->add_option("--stop-at", options->stop_at, "Posterior at which an item has enough")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--max-answers", options->answers_max, "Most answers taken for one item")
        ->check(CLI::Range(1, 255))
        ->capture_default_str();
    command->add_option("--seed", options->seed, "Decides the order of arrival")
        ->capture_default_str();
    command->add_option("--seeds", options->seeds, "Runs with this many seeds, means printed")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command->add_flag("--json", options->json, "One JSON object");
    command->add_flag("--estimates", options->estimates, "Print every task's estimate too");
    command->callback([options, &exit] { exit.code = run(*options); });
}

}  // namespace kazi::gateway::cli
