// SPDX-License-Identifier: Apache-2.0
// The demonstration itself: what a client does, from money to results.
#pragma once

#include <cstddef>
#include <string>

#include "tests/simulator/demo/api_client.hpp"
#include "tests/simulator/demo/summary.hpp"
#include "tests/simulator/recorded_answers.hpp"

namespace kazi::simulator::demo {

struct RunOptions {
    std::string api_url;
    std::string api_key;
    std::string telco_url;
    std::string kazi;    ///< the program, asked for its books
    std::string config;  ///< the daemon's configuration
    std::string truth_file;
    std::string answers_file;  ///< what the crowd replays, to tell what was saved; empty: not told
    std::string json_file;     ///< the summary goes there too; empty: nowhere
    std::string funds = "250000.00";
    std::string pay = "2.00";
    std::size_t people = 110;
    int seconds_max = 900;  ///< for the campaign, and again for the payouts to settle
};

/// Runs the weather campaign to its end and opens the village campaign for playing by hand.
/// `answers` is what the crowd replays.
/// Throws CallFailed or std::runtime_error when something can't be gone on from.
[[nodiscard]] Summary run(const RunOptions& options, const Truth& truth,
                          const RecordedAnswers& answers);

}  // namespace kazi::simulator::demo
