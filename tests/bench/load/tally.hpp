// SPDX-License-Identifier: Apache-2.0
// What a load measured.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/load/play.hpp"

namespace kazi::bench {

struct Tally {
    std::uint64_t sent = 0;        ///< all, warm-up included
    std::uint64_t lost = 0;        ///< no reply within the deadline, or a broken connection
    std::uint64_t swapped = 0;     ///< somebody else's page
    std::uint64_t unexpected = 0;  ///< a page or status that does not fit the turn
    std::string first_unexpected = {};
    double seconds = 0;                            ///< of the measured part
    std::vector<std::uint32_t> latencies_us = {};  ///< of the replies in the measured part

    void count(Verdict verdict, int status, std::string_view page);
    /// One JSON object, for the script that runs the load.
    [[nodiscard]] std::string to_json();
};

}  // namespace kazi::bench
