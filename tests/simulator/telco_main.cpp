// SPDX-License-Identifier: Apache-2.0
// kazi_telco: listens, prints where, and plays telco until it is told to stop.
#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fstream>

#include "tests/simulator/configured_networks.hpp"
#include "tests/simulator/crowd/shipped_languages.hpp"
#include "tests/simulator/options.hpp"
#include "tests/simulator/telco/telco.hpp"

namespace kazi::simulator {
namespace {

int play(TelcoOptions options) {
    if (!options.config_file.empty())
        options.settings.networks = networks_from(options.config_file, options.daemon_url);
    std::ifstream file(options.answers_file);
    const auto recorded = read_answers(file);
    if (!recorded) {
        fmt::print(stderr, "{}: not a file of recorded answers\n", options.answers_file);
        return 2;
    }
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
