// SPDX-License-Identifier: Apache-2.0
// How much of one kind of work an account has under way at a time: a provider who is slow to answer
// keeps its own work waiting, and nobody else's.
#pragma once

#include <algorithm>
#include <cstdint>

#include "taskflow/ids.hpp"

namespace kazi::gateway::payer {

class Room {
public:
    /// What finds none of the places comes back no faster than that, one after the other.
    Room(int places, int pieces_per_second)
        : places_(places), interval_us_(taskflow::second_us / std::max(pieces_per_second, 1)) {}

    /// Taken for as long as it lives.
    class Place {
    public:
        explicit Place(Room& room) : room_(room) { ++room_.taken_; }
        ~Place() {
            --room_.taken_;
            ++room_.left_;
        }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

    private:
        Room& room_;
    };

    [[nodiscard]] bool is_full() const { return taken_ >= places_; }

    /// Fewer left in the last whole second than there are places, as far as was seen by calls of
    /// this while it was full: each piece takes longer than that.
    [[nodiscard]] bool is_slow(taskflow::Instant now) {
        if (now - counted_at_ < taskflow::second_us) return slow_;
        slow_ = counted_at_ != 0 && left_ - left_before_ < static_cast<std::uint64_t>(places_);
        left_before_ = left_;
        counted_at_ = now;
        return slow_;
    }

    /// When what finds no place now may come again.
    [[nodiscard]] taskflow::Instant put_off(taskflow::Instant now) {
        put_off_until_ = std::max(put_off_until_, now + taskflow::second_us) + interval_us_;
        return put_off_until_;
    }

private:
    int places_;
    taskflow::Instant interval_us_;
    taskflow::Instant put_off_until_ = 0;
    taskflow::Instant counted_at_ = 0;
    std::uint64_t left_ = 0;  ///< so many so far
    std::uint64_t left_before_ = 0;
    int taken_ = 0;
    bool slow_ = false;
};

}  // namespace kazi::gateway::payer
