// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/evidence_write.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"

namespace kazi::gateway::engine {

store::Write write_of(const taskflow::Evidence& evidence) {
    store::Place place = keys::counts(evidence.worker, evidence.family);
    store::AddCells add{std::move(place.key), *std::move(place.field)};
    for (const taskflow::quality::CellChange& change : evidence.changes)
        add.changes.push_back({change.cell, change.delta_milli});
    return add;
}

}  // namespace kazi::gateway::engine
