// SPDX-License-Identifier: Apache-2.0
// What has to be true when a run is over, whatever was killed on the way.
#pragma once

#include <boost/json/array.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/faults/journal.hpp"
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

/// None of the planted secrets stands in a log, and no number that begins like that. Give enough
/// digits that no random id is taken for one.
[[nodiscard]] Complaints check_log(std::string_view log, std::string_view number_beginning);

}  // namespace kazi::tests
