// SPDX-License-Identifier: Apache-2.0
// Which numbers are another number of somebody, as far as this daemon met them. A number that
// became one stays it, so what is remembered is never wrong; it spares the load that tells.
#pragma once

#include <optional>
#include <unordered_map>

#include "gateway/engine/turn.hpp"
#include "gateway/engine/worker_id_hash.hpp"

namespace kazi::gateway::engine {

class OtherNumbers {
public:
    /// Hers is what that number does.
    void keep(const taskflow::WorkerId& number, const taskflow::WorkerId& hers) {
        if (known_.size() >= numbers_kept_max) known_.clear();
        known_[number] = hers;
    }

    /// The event becomes that of whose number it came from.
    void lead(EventRequest& request) const {
        const auto known = known_.find(request.event.worker);
        if (known == known_.end()) return;
        request.came_as = request.event.worker;
        request.event.worker = known->second;
    }

private:
    static constexpr std::size_t numbers_kept_max = 100'000;
    std::unordered_map<taskflow::WorkerId, taskflow::WorkerId, WorkerIdHash> known_;
};

}  // namespace kazi::gateway::engine
