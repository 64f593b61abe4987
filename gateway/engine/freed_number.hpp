// SPDX-License-Identifier: Apache-2.0
// A number that was somebody's other one and is let go: what is stored of it from then on.
#pragma once

#include "gateway/engine/commit_plan.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::engine {

/// Adds to the commit that takes `number` from a worker's record: its own record becomes `after`,
/// unless that moved meanwhile, and nothing is known of how well its owner answers.
void plan_freed_number(CommitPlan& plan, const taskflow::WorkerId& number,
                       const store::Record& after);

}  // namespace kazi::gateway::engine
