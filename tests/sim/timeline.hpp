// SPDX-License-Identifier: Apache-2.0
// Virtual time: acts at their instants, in an order that depends on nothing but the seed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "taskflow/ids.hpp"

namespace kazi::sim {

using taskflow::Instant;

class Timeline {
public:
    using Act = std::function<void()>;

    explicit Timeline(Instant start) : now_(start) {}

    [[nodiscard]] Instant now() const { return now_; }

    /// Acts of the same instant happen in the order in which they were asked for.
    void after(Instant delay, Act act) {
        planned_.push_back({now_ + delay, ++number_, std::move(act)});
        std::push_heap(planned_.begin(), planned_.end(), later);
    }

    /// Runs what is due until `end`, which is then now.
    void run_until(Instant end) {
        while (!planned_.empty() && planned_.front().at <= end) {
            std::pop_heap(planned_.begin(), planned_.end(), later);
            const Planned next = std::move(planned_.back());
            planned_.pop_back();
            now_ = next.at;
            next.act();
        }
        now_ = end;
    }

private:
    struct Planned {
        Instant at = 0;
        std::uint64_t number = 0;
        Act act;
    };
    static bool later(const Planned& left, const Planned& right) {
        return std::pair(left.at, left.number) > std::pair(right.at, right.number);
    }

    Instant now_;
    std::uint64_t number_ = 0;
    std::vector<Planned> planned_;
};

}  // namespace kazi::sim
