// SPDX-License-Identifier: Apache-2.0
// The telco program's command line.
#pragma once

#include <cstddef>
#include <string>
#include <variant>

#include "tests/simulator/crowd/manners.hpp"
#include "tests/simulator/telco/settings.hpp"

namespace kazi::simulator {

struct TelcoOptions {
    telco::Settings settings;  ///< without its networks where they come from `config_file`
    std::string config_file;   ///< the daemon's: every route is a network; empty: the one of flags
    std::string daemon_url;    ///< with `config_file`: the daemon's public listener
    std::string answers_file;  ///< task,worker,label lines: what the crowd replays
    std::string truth_file;    ///< task,label lines: without answers, what made-up people look at
    std::size_t made_up = 0;   ///< how many of them there are
    std::string manners_file;  ///< who they are goes there, as person,manner lines
    crowd::Cheats cheats;      ///< … and how many of these don't work
    std::size_t people = 0;    ///< invited at start; 0: wait for POST /telco/crowd/start
};

/// What to do, or the exit code when there is nothing more to do (help, or a bad option).
[[nodiscard]] std::variant<TelcoOptions, int> read_options(int argc, char** argv);

}  // namespace kazi::simulator
