// SPDX-License-Identifier: Apache-2.0
// A worker as she is stored: packed, with references to the item she has open and the one she may
// correct.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/store/store.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::records {

/// What stands beside a worker: her open item's state, then that of her last answer while it can
/// be corrected.
[[nodiscard]] std::vector<store::Place> references_of(const taskflow::Worker& worker);

/// The record of a worker after version `version`, with these references.
[[nodiscard]] store::Record to_record(const taskflow::Worker& worker, std::uint32_t version);

/// Fails (nullopt) on a body that no version of this code wrote. An empty body of version 0 is a
/// stranger.
[[nodiscard]] std::optional<taskflow::Worker> worker_from(const store::Record& record);

/// 16 raw bytes as text.
[[nodiscard]] std::string_view raw(const taskflow::WorkerId& id);
/// Fails unless there are exactly 16.
[[nodiscard]] std::optional<taskflow::WorkerId> worker_id_from(std::string_view raw);

}  // namespace kazi::gateway::records
