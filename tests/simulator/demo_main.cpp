// SPDX-License-Identifier: Apache-2.0
// kazi_demo: a client that buys answers from a running daemon, and tells how it went.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <exception>
#include <fstream>

#include "tests/simulator/demo/run.hpp"

namespace kazi::simulator::demo {
namespace {

void describe(CLI::App& app, RunOptions& options) {
    app.add_option("--api", options.api_url, "http://127.0.0.1:PORT")->required();
    app.add_option("--key", options.api_key, "A client key that may fund")->required();
    app.add_option("--telco", options.telco_url, "Where kazi_telco listens")->required();
    app.add_option("--kazi", options.kazi, "The kazi program, asked for its books")
        ->required()
        ->check(CLI::ExistingFile);
    app.add_option("--config", options.config, "The daemon's configuration")
        ->required()
        ->check(CLI::ExistingFile);
    app.add_option("--truth", options.truth_file, "task,label lines")
        ->required()
        ->check(CLI::ExistingFile);
    app.add_option("--answers", options.answers_file,
                   "What the crowd replays: task,worker,label lines")
        ->check(CLI::ExistingFile);
    app.add_option("--json", options.json_file, "Write the summary there as JSON");
    app.add_option("--people", options.people)->capture_default_str();
    app.add_option("--pay", options.pay, "For one answer")->capture_default_str();
    app.add_option("--funds", options.funds)->capture_default_str();
    app.add_option("--seconds-max", options.seconds_max, "Give up after so long")
        ->capture_default_str();
}

int demonstrate(const RunOptions& options) {
    std::ifstream file(options.truth_file);
    const auto truth = read_truth(file);
    if (!truth) {
        fmt::print(stderr, "{}: not a file of right labels\n", options.truth_file);
        return 2;
    }
    std::ifstream answers_file(options.answers_file);
    const auto answers = options.answers_file.empty() ? std::optional(RecordedAnswers{})
                                                      : read_answers(answers_file);
    if (!answers) {
        fmt::print(stderr, "{}: not a file of recorded answers\n", options.answers_file);
        return 2;
    }
    const auto summary = run(options, *truth, *answers);
    fmt::print("{}", summary.text());
    if (!options.json_file.empty()) {
        std::ofstream out(options.json_file);
        out << boost::json::serialize(summary.to_json()) << '\n';
        if (!out.flush()) {
            fmt::print(stderr, "can't write {}\n", options.json_file);
            return 1;
        }
    }
    return summary.faults().empty() ? 0 : 1;
}

}  // namespace
}  // namespace kazi::simulator::demo

int main(int argc, char** argv) {
    kazi::simulator::demo::RunOptions options;
    CLI::App app("Runs a campaign through the client API against the simulated telco's crowd.");
    kazi::simulator::demo::describe(app, options);
    CLI11_PARSE(app, argc, argv);
    try {
        return kazi::simulator::demo::demonstrate(options);
    } catch (const std::exception& fault) {
        fmt::print(stderr, "kazi_demo: {}\n", fault.what());
        return 1;
    }
}
