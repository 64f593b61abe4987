// SPDX-License-Identifier: Apache-2.0
// Reviews and appeals in a worker's record.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

/// Writes nothing when no pay waits and nothing was rejected.
void pack_cases(Packer& out, const taskflow::Worker& worker);
void unpack_cases(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
