// SPDX-License-Identifier: Apache-2.0
// The part of a worker's record that holds the code for her full file.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

void pack_data_code(Packer& out, const taskflow::Worker& worker);
void unpack_data_code(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
