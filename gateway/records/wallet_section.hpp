// SPDX-License-Identifier: Apache-2.0
// How a worker wishes to be paid, and her PIN, as they are stored.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

/// Writes nothing for who wishes nothing and was never asked.
void pack_wallet(Packer& out, const taskflow::Worker& worker);
void unpack_wallet(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
