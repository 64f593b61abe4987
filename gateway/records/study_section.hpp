// SPDX-License-Identifier: Apache-2.0
// The survey that a worker is in the middle of, as a section of her record.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

/// Writes nothing when she is in none.
void pack_study(Packer& out, const taskflow::Worker& worker);
void unpack_study(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
