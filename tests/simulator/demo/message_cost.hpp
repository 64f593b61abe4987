// SPDX-License-Identifier: Apache-2.0
// What a message costs for each answer that comes back by SMS ("don't know" is one): questions
// alone, and packed.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <string>

namespace kazi::simulator::demo {

/// Micro-units for one answer, and how many questions a message asked; 0 where nothing was sent.
struct MessageCost {
    std::int64_t per_answer_micro = 0;
    double questions_a_message = 0;
};

struct MessageCosts {
    MessageCost alone;
    MessageCost packed;

    /// "KES 0.95 unpacked, KES 0.31 packed (4.2 questions a message)"
    [[nodiscard]] std::string text() const;
    [[nodiscard]] boost::json::object to_json() const;
};

/// From the telco's statistics, at that price of a segment.
[[nodiscard]] MessageCosts message_costs(const boost::json::object& telco,
                                         std::int64_t segment_micro);

}  // namespace kazi::simulator::demo
