// SPDX-License-Identifier: Apache-2.0
// How what protects a worker is stored.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

/// Writes nothing for a worker without any of it.
void pack_protection(Packer& out, const taskflow::Worker& worker);
void unpack_protection(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
