// SPDX-License-Identifier: Apache-2.0
// What the next key press of somebody in a USSD session would load, remembered from the commit
// before it. A hint, like the board: what is decided on it stands only if the guards of its commit
// find that nothing has moved since, and what needs no commit is not decided on it.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

#include "gateway/engine/worker_id_hash.hpp"
#include "taskflow/ids.hpp"
#include "taskflow/quality/family.hpp"
#include "taskflow/tasks/item.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::engine {

/// A worker as her last commit left her, and what stands beside her.
struct WarmWorker {
    taskflow::Worker worker;
    std::uint32_t version = 0;                            ///< of her record
    taskflow::ItemState asked_state;                      ///< of her open question's item
    std::vector<taskflow::ItemState> beside_states;       ///< of what was asked with it
    taskflow::ItemState answered_state;                   ///< of the item that she answered last
    std::vector<taskflow::quality::Family> families;      ///< whose counts were read
    std::vector<taskflow::quality::FamilyCounts> counts;  ///< of those where something is known
    taskflow::Instant at = 0;
    std::uint64_t era = 0;  ///< of the store, when it was read
};

/// Those who are in the middle of a session, as many as there is room for.
class WarmWorkers {
public:
    explicit WarmWorkers(std::size_t workers_max) : workers_max_(workers_max) {}

    /// Hers, if she was here a moment ago and the store is the same since. Gone then: it is good
    /// for one event.
    [[nodiscard]] std::unique_ptr<WarmWorker> take(const taskflow::WorkerId& worker,
                                                   std::uint64_t era, taskflow::Instant now);

    /// In place of what was kept of her before. Forgets whoever was kept longest ago when there
    /// are too many.
    void keep(const taskflow::WorkerId& worker, std::unique_ptr<WarmWorker> warm);

private:
    struct Kept {
        taskflow::WorkerId id;
        std::unique_ptr<WarmWorker> warm;
    };
    void forget(std::list<Kept>::iterator kept);

    std::list<Kept> kept_;  ///< oldest first
    std::unordered_map<taskflow::WorkerId, std::list<Kept>::iterator, WorkerIdHash> where_;
    std::size_t workers_max_;
};

}  // namespace kazi::gateway::engine
