// SPDX-License-Identifier: Apache-2.0
// The questions that a worker was asked in one message, as a section of her record.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

/// Writes nothing while she has never answered by SMS.
void pack_pack(Packer& out, const taskflow::Worker& worker);
void unpack_pack(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
