// SPDX-License-Identifier: Apache-2.0
// Parts of a worker's record that most workers do not have: each behind a tag and a length, so that
// who has none of them pays no byte for it.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

/// Appends the sections that are not as they begin. Nothing may follow them.
void pack_sections(Packer& out, const taskflow::Worker& worker);

/// Reads sections to the end. False: a tag that nobody knows, or a section that is damaged.
[[nodiscard]] bool unpack_sections(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
