// SPDX-License-Identifier: Apache-2.0
// What a settled item says of a worker, as a write: additions, so that nobody need agree on an
// order.
#pragma once

#include "gateway/store/batch.hpp"
#include "taskflow/effect.hpp"

namespace kazi::gateway::engine {

/// Adds it to her counts in that family of tasks.
[[nodiscard]] store::Write write_of(const taskflow::Evidence& evidence);

}  // namespace kazi::gateway::engine
