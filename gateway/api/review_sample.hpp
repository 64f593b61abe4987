// SPDX-License-Identifier: Apache-2.0
// Which of many answers a reviewer should look at.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace kazi::gateway::api {

/// Answers by name, as they are stored.
using StoredReviews = std::vector<std::pair<std::string, std::string>>;

/// `count` of those that wait, by lot: an answer's chance grows with its risk, and even the safest
/// has one. The lot is drawn from the answer's own name, so that a sample stays the same while
/// nothing is decided, and nobody can ask until she likes it.
[[nodiscard]] StoredReviews sample_by_risk(StoredReviews reviews, std::size_t count);

}  // namespace kazi::gateway::api
