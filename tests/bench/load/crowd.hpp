// SPDX-License-Identifier: Apache-2.0
// Everybody who takes part in a load: who is free for her next turn, oldest first.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

#include "tests/bench/load/worker.hpp"

namespace kazi::bench {

class Crowd {
public:
    Crowd(std::uint32_t first, std::uint32_t count) : people_(count) {
        for (std::uint32_t n = 0; n < count; ++n) {
            people_[n].index = first + n;
            free_.push_back(&people_[n]);
        }
    }

    /// The one who has waited longest, or null when everybody is busy or done.
    [[nodiscard]] Worker* take() {
        if (free_.empty()) return nullptr;
        Worker* worker = free_.front();
        free_.pop_front();
        return worker;
    }
    void give_back(Worker& worker) { free_.push_back(&worker); }
    [[nodiscard]] bool anybody_free() const { return !free_.empty(); }

private:
    std::vector<Worker> people_;
    std::deque<Worker*> free_;
};

}  // namespace kazi::bench
