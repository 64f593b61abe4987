// SPDX-License-Identifier: Apache-2.0
// What the demonstration ends with: for a person to read, and as JSON.
#pragma once

#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/simulator/demo/books.hpp"
#include "tests/simulator/demo/fixed_redundancy.hpp"
#include "tests/simulator/demo/results.hpp"
#include "tests/simulator/demo/survey_cost.hpp"

namespace kazi::simulator::demo {

struct Summary {
    std::uint64_t seed = 0;
    double seconds = 0;
    std::size_t items = 0;
    std::size_t closed = 0;
    Score score;
    std::int64_t spent_micro = 0;  ///< what the client's escrow paid, all in all
    boost::json::object progress;  ///< of the campaign, as the API tells it
    boost::json::object telco;     ///< the telco's statistics
    boost::json::object ledger;    ///< airtime that really moved: the telco's own ledger
    Books books;
    std::optional<Saving>
        saving{};  ///< beside fixed redundancy; nothing: there is nothing to compare

    SurveyCosts surveys{};  ///< one survey, asked of the same people packed and unpacked

    /// Why this run does not count as a success, one sentence each; empty when it does.
    [[nodiscard]] std::vector<std::string> faults() const;
    [[nodiscard]] std::int64_t moved_micro() const;
    [[nodiscard]] double accuracy() const;
    /// What the campaign paid for a segment of a message; 0: it sent none.
    [[nodiscard]] std::int64_t segment_micro() const;
    /// Micro-units for one item with the right result; 0 when there is none.
    [[nodiscard]] std::int64_t cost_per_correct_micro() const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] boost::json::object to_json() const;
};

/// A number in a JSON object, or 0.
[[nodiscard]] std::int64_t count_in(const boost::json::object& object, std::string_view name);

/// An amount in a JSON object ("12.50", as the API writes it) in micro-units, or 0.
[[nodiscard]] std::int64_t amount_in(const boost::json::object& object, std::string_view name);

}  // namespace kazi::simulator::demo
