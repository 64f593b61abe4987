// SPDX-License-Identifier: Apache-2.0
// The part of a worker's record that says when she was asked how long an answer took her.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

void pack_effort(Packer& out, const taskflow::Worker& worker);
void unpack_effort(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
