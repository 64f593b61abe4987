// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/freed_number.hpp"

#include "gateway/engine/keys.hpp"
#include "taskflow/quality/family.hpp"

namespace kazi::gateway::engine {

using taskflow::quality::Family;

void plan_freed_number(CommitPlan& plan, const taskflow::WorkerId& number,
                       const store::Record& after) {
    const store::Place place{keys::worker(number)};
    plan.batch.guards.push_back(store::VersionIs{place, after.version - 1});
    plan.meanings.push_back({});
    plan.batch.writes.push_back(store::Put{place, store::encode_record(after)});
    for (Family family = 0; family <= taskflow::quality::many_classes; ++family)
        plan.batch.writes.push_back(store::Erase{keys::counts(number, family)});
}

}  // namespace kazi::gateway::engine
