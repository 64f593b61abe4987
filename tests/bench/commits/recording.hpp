// SPDX-License-Identifier: Apache-2.0
// The calls that real USSD turns make of the store, recorded from the engine's own Turn on the
// memory store, so that they can be made again without the daemon around them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "gateway/store/store.hpp"

namespace kazi::bench {

struct RecordedTurn {
    /// Nothing in the middle of a session: the commit before brought what it needs.
    std::optional<gateway::store::LoadRequest> load;
    gateway::store::Batch commit;
    std::size_t postings = 0;  ///< of the ledger, in the commit
};

struct Recording {
    /// What has to stand in the store before; all guards hold then, worker by worker.
    std::vector<gateway::store::Batch> before;
    /// Each worker's turns in her order. Workers share no item, so they may overlap freely.
    std::vector<std::vector<RecordedTurn>> workers;
};

struct RecordingSettings {
    std::uint32_t workers = 64;
    std::uint32_t sessions = 30;
    std::uint32_t answers_per_session = 5;
    std::uint32_t items = 100'000;
};

/// Throws std::runtime_error when a turn does not do what a warm turn does.
[[nodiscard]] Recording record_turns(const RecordingSettings& settings);

/// The batch, or the request, in another cell.
template <class T>
[[nodiscard]] T in_cell(T call, const std::string& cell) {
    call.cell = cell;
    return call;
}

}  // namespace kazi::bench
