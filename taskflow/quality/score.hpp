// SPDX-License-Identifier: Apache-2.0
// How right and how cheap a replay was.
#pragma once

#include <cstdint>
#include <span>

#include "taskflow/quality/recorded.hpp"
#include "taskflow/quality/replay.hpp"

namespace kazi::taskflow::quality {

/// Shares are from 0 to 1. Gold is paid for, and not scored.
struct Score {
    std::uint64_t scored = 0;  ///< items whose truth is known
    double accuracy = 0;       ///< a tie of n labels that holds the true one is 1/n right
    double answers_per_item = 0;
    double saved = 0;            ///< of the recorded answers
    std::uint64_t settled = 0;   ///< scored items that were sure enough
    double settled_right = 0;    ///< how often those are right
    double settled_stated = 0;   ///< how often their confidence says that they are
    std::uint64_t given_up = 0;  ///< scored items that this crowd can't make sure enough
};

[[nodiscard]] Score score(const Recording& recording, const Replay& replay,
                          std::span<const KnownTruth> truths);

}  // namespace kazi::taskflow::quality
