// SPDX-License-Identifier: Apache-2.0
// Ids are keyed hashes: any part of them is as good as a hash.
#pragma once

#include <cstddef>
#include <cstring>

#include "taskflow/ids.hpp"

namespace kazi::gateway::engine {

struct WorkerIdHash {
    std::size_t operator()(const taskflow::WorkerId& id) const {
        std::size_t part = 0;
        std::memcpy(&part, id.bytes.data(), sizeof part);
        return part;
    }
};

}  // namespace kazi::gateway::engine
