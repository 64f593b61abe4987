// SPDX-License-Identifier: Apache-2.0
// The part of a worker's record that ties it to friends and to other numbers.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

void pack_ties(Packer& out, const taskflow::Worker& worker);
void unpack_ties(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
