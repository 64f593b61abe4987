// SPDX-License-Identifier: Apache-2.0
// The part of a worker's record that says how far her clock is from the market's.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

void pack_clock(Packer& out, const taskflow::Worker& worker);
void unpack_clock(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
