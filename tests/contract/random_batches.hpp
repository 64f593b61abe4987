// SPDX-License-Identifier: Apache-2.0
// Random calls for two stores at once. Few keys and fields, so that they meet each other: guards
// fail, versions conflict, kinds clash, sums overflow.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "gateway/store/store.hpp"

namespace kazi::tests {

/// Acknowledges an entry claimed earlier, by its place in the list of claimed ones: the two stores
/// give the same entry different ids.
struct AcknowledgeClaimed {
    std::string key;
    std::string group;
    std::size_t nth = 0;
};

using RandomWrite = std::variant<gateway::store::Write, AcknowledgeClaimed>;

struct RandomBatch {
    std::vector<gateway::store::Guard> guards;
    std::vector<RandomWrite> writes;
    std::vector<gateway::store::Place> reads;
};

/// Commits that are under way at the same time.
using RandomBatches = std::vector<RandomBatch>;

using RandomCall =
    std::variant<RandomBatches, gateway::store::ClaimRequest, gateway::store::LoadRequest>;

/// Draws one call; to be used inside a property.
[[nodiscard]] RandomCall draw_call();

/// All keys and fields that random calls use.
[[nodiscard]] const std::vector<std::string>& random_keys();
[[nodiscard]] const std::vector<std::string>& random_fields();

}  // namespace kazi::tests
