// SPDX-License-Identifier: Apache-2.0
// The full pass: everything that is recorded, weighed again and again until it holds still.
#pragma once

#include <optional>
#include <vector>

#include "taskflow/quality/beliefs.hpp"
#include "taskflow/quality/crowd.hpp"
#include "taskflow/quality/recording.hpp"

namespace kazi::taskflow::quality {

/// Item → its label where the truth is known; empty: nothing is known.
using Known = std::vector<std::optional<std::uint32_t>>;

/// Beliefs under the model of `Crowd`. What is known teaches about workers; the row of a known
/// item is still what the answers alone say, its own truth left out: that is what it can be
/// checked by.
[[nodiscard]] Beliefs anchored(const Recording& recording, const CrowdSettings& settings,
                               const Known& known = {});

/// The mean of `anchored` under three opinions of how much the believed class shares are worth:
/// nothing learned of them is safe, and everything learned of them collapses on short jobs.
[[nodiscard]] Beliefs anchored_mean(const Recording& recording, const Known& known = {});

/// The estimate to use when nothing but the answers is known. `anchored_mean`; for two classes a
/// plain coin for each worker instead where that overrules the vote much less: a matrix can take
/// what a few busy workers have in common for the truth.
[[nodiscard]] Beliefs best(const Recording& recording, const Known& known = {});

}  // namespace kazi::taskflow::quality
