// SPDX-License-Identifier: Apache-2.0
// What a campaign teaches before it asks: examples of its question whose answer is known, each with
// the reason. Every lesson is work, and is paid.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "billing/money.hpp"
#include "taskflow/tasks/item.hpp"

namespace kazi::taskflow {

/// One example. It is asked as an item is, and never becomes a result.
struct Lesson {
    Item item;                               ///< its values; it has no id
    std::uint16_t right_option = 0;          ///< where the question lists its answers
    std::string right_text;                  ///< else the answer, as kept answers are written
    std::string right;                       ///< the same as results would tell it
    std::map<std::string, std::string> why;  ///< by language, the reason that is told
};

inline constexpr std::size_t lessons_max = 8;

struct Lessons {
    std::vector<Lesson> all;
    billing::Money pay;             ///< for each lesson that was taken
    std::uint32_t at_most = 100;    ///< workers who may be taught
    std::uint8_t repeat_after = 2;  ///< errors of one kind that bring a lesson back; 0: none do

    [[nodiscard]] bool wanted() const { return !all.empty(); }

    /// What one worker may earn by them: each lesson once, and once more when it comes back.
    [[nodiscard]] std::int64_t worker_micro_max() const {
        return pay.micro * static_cast<std::int64_t>(all.size()) * (repeat_after == 0 ? 1 : 2);
    }
    /// True when the campaign's lessons and its limit come to an amount that can be held.
    [[nodiscard]] bool is_payable() const {
        return pay.micro <= billing::amount_micro_max / (16 * std::int64_t{at_most} + 1);
    }
    /// What they can cost at most. Needs: payable.
    [[nodiscard]] std::int64_t micro_max() const { return worker_micro_max() * at_most; }
};

}  // namespace kazi::taskflow
