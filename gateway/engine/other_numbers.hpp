// SPDX-License-Identifier: Apache-2.0
// Which numbers are another number of somebody, as far as this daemon met them: it spares the load
// that tells. A number that was let go is found out by her record, which names it no more.
#pragma once

#include <optional>
#include <unordered_map>
#include <variant>

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

    /// That number may be nobody's other number any more.
    void forget(const taskflow::WorkerId& number) { known_.erase(number); }

    /// The event becomes that of whose number it came from, as far as that is known now.
    void lead(EventRequest& request) const {
        if (is_joining(request)) return;
        if (request.came_as) request.event.worker = *request.came_as;
        request.came_as.reset();
        const auto known = known_.find(request.event.worker);
        if (known == known_.end()) return;
        request.came_as = request.event.worker;
        request.event.worker = known->second;
    }

private:
    /// Whoever made the request says whose number comes.
    static bool is_joining(const EventRequest& request) {
        return std::holds_alternative<taskflow::NumberJoined>(request.event.what);
    }

    static constexpr std::size_t numbers_kept_max = 100'000;
    std::unordered_map<taskflow::WorkerId, taskflow::WorkerId, WorkerIdHash> known_;
};

}  // namespace kazi::gateway::engine
