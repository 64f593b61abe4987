// SPDX-License-Identifier: Apache-2.0
// kazi_telco: listens, prints where, and plays telco until it is told to stop.
#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fstream>
#include <optional>

#include "tests/simulator/configured_networks.hpp"
#include "tests/simulator/crowd/manners.hpp"
#include "tests/simulator/crowd/shipped_languages.hpp"
#include "tests/simulator/options.hpp"
#include "tests/simulator/telco/telco.hpp"

namespace kazi::simulator {
namespace {

bool write_manners(const std::vector<crowd::Manner>& manners, const std::string& path) {
    std::ofstream out(path);
    out << "person,manner\n";
    for (std::size_t number = 0; number < manners.size(); ++number)
        out << number << ',' << crowd::to_string(manners[number]) << '\n';
    return static_cast<bool>(out.flush());
}

// What the crowd will say; nothing when a file can't be read.
std::optional<RecordedAnswers> people_of(const TelcoOptions& options) {
    if (!options.answers_file.empty()) {
        std::ifstream file(options.answers_file);
        auto recorded = read_answers(file);
        if (!recorded)
            fmt::print(stderr, "{}: not a file of recorded answers\n", options.answers_file);
        return recorded;
    }
    std::ifstream file(options.truth_file);
    const auto truth = read_truth(file);
    if (!truth) {
        fmt::print(stderr, "{}: not a file of right labels\n", options.truth_file);
        return std::nullopt;
    }
    const auto seed = options.settings.seed;
    const auto manners = crowd::draw_manners(options.made_up, options.cheats, seed);
    if (!options.manners_file.empty() && !write_manners(manners, options.manners_file)) {
        fmt::print(stderr, "can't write {}\n", options.manners_file);
        return std::nullopt;
    }
    return crowd::make_up_answers(*truth, manners, seed);
}

int play(TelcoOptions options) {
    if (!options.config_file.empty())
        options.settings.networks = networks_from(options.config_file, options.daemon_url);
    const auto recorded = people_of(options);
    if (!recorded) return 2;
    crowd::Reader reader;
    if (const auto fault = crowd::learn_shipped_languages(reader)) {
        fmt::print(stderr, "the message catalogues lack {}\n", *fault);
        return 2;
    }
    boost::asio::io_context context(1);
    telco::Telco telco(context, options.settings, reader, *recorded);
    boost::asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&telco, &context](const boost::system::error_code&, int) {
        telco.stop();
        context.stop();
    });
    fmt::print("telco port={} seed={} speed={}\n", telco.port(), options.settings.seed,
               options.settings.speed);
    std::fflush(stdout);
    if (options.people > 0) telco.crowd().start(options.people);
    context.run();
    return 0;
}

}  // namespace
}  // namespace kazi::simulator

int main(int argc, char** argv) {
    const auto options = kazi::simulator::read_options(argc, argv);
    if (const int* code = std::get_if<int>(&options)) return *code;
    try {
        return kazi::simulator::play(std::get<kazi::simulator::TelcoOptions>(options));
    } catch (const std::exception& fault) {
        fmt::print(stderr, "kazi_telco: {}\n", fault.what());
        return 1;
    }
}
