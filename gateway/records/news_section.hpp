// SPDX-License-Identifier: Apache-2.0
// The part of a worker's record that holds the news which she was not told yet.
#pragma once

#include "gateway/records/packed.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

void pack_news(Packer& out, const taskflow::Worker& worker);
void unpack_news(Unpacker& in, taskflow::Worker& worker);

}  // namespace kazi::gateway::records
