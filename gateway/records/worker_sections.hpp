// SPDX-License-Identifier: Apache-2.0
// What stands in a worker's record behind the fields that everybody has: one section for each thing
// that few workers have. Who has none of them stores no byte for them.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

/// Appends a tag and a length-prefixed text for each section that is not empty.
void pack_sections(Packer& out, const taskflow::Worker& worker);
/// Reads to the end. False: a tag that is not known, or a section that can't be read.
[[nodiscard]] bool unpack_sections(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
