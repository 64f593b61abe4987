// SPDX-License-Identifier: Apache-2.0
// The lessons that a worker took, as a section of her record.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

/// Writes nothing when she took none.
void pack_training(Packer& out, const taskflow::Worker& worker);
void unpack_training(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
