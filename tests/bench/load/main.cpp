// SPDX-License-Identifier: Apache-2.0
// kazi_load: the crowd of the benchmarks as one HTTP client. Prints what it measured as JSON.
#include <fmt/format.h>
#include <sys/prctl.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <map>

#include "tests/bench/load/load.hpp"

namespace {

using namespace kazi::bench;

const std::map<std::string, PlayKind> kinds{{"answer", PlayKind::answer},
                                            {"join", PlayKind::join},
                                            {"sms", PlayKind::sms},
                                            {"menu", PlayKind::menu},
                                            {"plain", PlayKind::plain}};

struct Options {
    LoadSettings load;
    PlaySettings play;
    std::uint32_t workers = 1'000;
    std::uint32_t first_worker = 0;
    std::uint32_t warm_up_ms = 500;
    std::uint32_t measured_ms = 2'000;
    std::uint32_t reply_deadline_ms = 5'000;
};

void add_options(CLI::App& app, Options& options) {
    app.add_option("--port", options.load.port, "Port on 127.0.0.1")->required();
    app.add_option("--path", options.load.path, "Path of the hook")->capture_default_str();
    app.add_option("--play", options.play.kind, "answer, join, sms, menu or plain")
        ->transform(CLI::CheckedTransformer(kinds));
    app.add_option("--run", options.play.run, "Name of this run, in its session and message ids")
        ->required();
    app.add_option("--answers", options.play.answers_per_session, "Answers in a USSD session");
    app.add_option("--items", options.play.items, "Items of the campaign");
    app.add_option("--workers", options.workers, "How many people")->check(CLI::PositiveNumber);
    app.add_option("--first-worker", options.first_worker, "Number of the first of them");
    app.add_option("--connections", options.load.connections, "Connections to begin with");
    app.add_option("--rate", options.load.per_second, "Turns per second; 0: as fast as replies");
    app.add_option("--turns", options.load.turns_max, "Turns in all, instead of a time");
    app.add_option("--warm-up-ms", options.warm_up_ms, "Not measured");
    app.add_option("--measured-ms", options.measured_ms, "Measured, after that");
    app.add_option("--reply-deadline-ms", options.reply_deadline_ms, "Then a reply is lost");
}

int run(Options& options) {
    options.load.warm_up = std::chrono::milliseconds(options.warm_up_ms);
    options.load.measured = std::chrono::milliseconds(options.measured_ms);
    options.load.reply_deadline = std::chrono::milliseconds(options.reply_deadline_ms);
    const auto play = make_play(options.play);
    Crowd crowd(options.first_worker, options.workers);
    Load load(options.load, *play, crowd);
    fmt::print("{}\n", load.run().to_json());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    CLI::App app("Drives HTTP hooks as an aggregator with many people would");
    Options options;
    add_options(app, options);
    CLI11_PARSE(app, argc, argv);
    try {
        return run(options);
    } catch (const std::exception& error) {
        fmt::print(stderr, "kazi_load: {}\n", error.what());
        return 1;
    }
}
