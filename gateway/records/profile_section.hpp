// SPDX-License-Identifier: Apache-2.0
// What a worker told of herself, as a section of her record.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

/// Writes nothing when she was asked nothing.
void pack_profile_answers(Packer& out, const taskflow::Worker& worker);
void unpack_profile_answers(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
