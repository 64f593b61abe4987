// SPDX-License-Identifier: Apache-2.0
// The section of a worker's record that says how far she has come.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

void pack_standing(Packer& out, const taskflow::Worker& worker);
void unpack_standing(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
