// SPDX-License-Identifier: Apache-2.0
// A campaign with a crowd of 200 at full speed, in which daemon and store are killed; then the
// proof that nothing was lost, doubled or paid wrongly.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "tests/faults/proof.hpp"

namespace kazi::tests {

struct CrashReport {
    Complaints complaints;                       ///< empty: it holds
    std::map<std::string, std::int64_t> counts;  ///< what happened, by name
};

/// One run, bounded in time. Prints what it does. Throws when something can't even be started.
[[nodiscard]] CrashReport run_with_crashes(std::uint64_t seed);

}  // namespace kazi::tests
