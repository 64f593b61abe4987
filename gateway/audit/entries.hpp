// SPDX-License-Identifier: Apache-2.0
// What everyone needs who reads a cell's streams from their beginning.
#pragma once

#include <cstdint>
#include <string>

#include "gateway/store/store.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::audit {

/// Entries asked for at once: few round trips, and little that is held in memory.
inline constexpr std::uint32_t page_size = 1000;

/// When an entry was written, by its id: a stream's ids begin with milliseconds. 0: no such id.
taskflow::Instant written_at(const std::string& id);

/// What a reading ends with that met bytes which are not what they should be.
store::StoreError unreadable(const std::string& what);

}  // namespace kazi::gateway::audit
