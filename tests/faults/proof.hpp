// SPDX-License-Identifier: Apache-2.0
// What has to be true when a run is over, whatever was killed on the way.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/faults/journal.hpp"
#include "tests/faults/message_states.hpp"
#include "tests/simulator/demo/results.hpp"

namespace kazi::tests {

/// What is wrong, one sentence each.
using Complaints = std::vector<std::string>;

/// Each answer somebody was thanked for stands in the journal once, with the label she gave.
/// `thanked` is what /telco/thanked tells.
[[nodiscard]] Complaints check_thanked(const boost::json::array& thanked,
                                       const JournalAnswers& journal,
                                       std::string_view identity_key);

/// Nobody's answer to an item was taken twice; each item has one result, made of exactly the
/// journal's answers that came before it closed.
[[nodiscard]] Complaints check_results(const simulator::demo::Results& results,
                                       const JournalAnswers& journal, std::size_t items);

/// Every dialect carried all that it has, both ways, and somebody behind each of these beginnings
/// of numbers was thanked. `networks` is what /telco/stats tells of them.
[[nodiscard]] Complaints check_networks(const boost::json::object& networks,
                                        const boost::json::array& thanked, std::size_t dialects,
                                        std::span<const char* const> number_beginnings);

/// Each final report that the daemon took is on its record, as it was told, and on every network
/// nearly all are known to be about a message that left: a crash may have taken the rest's answers.
[[nodiscard]] Complaints check_reports(const boost::json::array& reported,
                                       const MessageStates& states);

/// None of the planted secrets stands in a log, and no number that begins like that. Give enough
/// digits that no random id is taken for one.
[[nodiscard]] Complaints check_log(std::string_view log, std::string_view number_beginning);

}  // namespace kazi::tests
