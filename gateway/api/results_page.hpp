// SPDX-License-Identifier: Apache-2.0
// Results as lines of NDJSON, and the cursor that says where the next page begins.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/api/problem.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::api {

inline constexpr std::uint32_t results_limit_max = 10'000;

struct ResultsPage {
    std::string cursor = "0";  ///< results behind it; "0": from the first
    std::uint32_t limit = 1'000;
};

/// Reads `cursor` and `limit`. Fails: 400 on other parameters, a cursor that we did not give out, a
/// limit out of range.
[[nodiscard]] boost::system::result<ResultsPage, Problem> results_page_from(
    const std::map<std::string, std::string>& parameters);

/// As the API calls it; empty: no outcome that we know.
[[nodiscard]] std::string_view outcome_word(records::ItemOutcome outcome);

/// One line, its end included. `interviews`: the campaign asks a survey, and a value is an object.
[[nodiscard]] std::string result_line(const records::ItemResult& result, bool interviews = false);

/// The page, with the next cursor in `Kazi-Cursor`. What was known beforehand is no result, and is
/// left out. Fails: 500 on an entry that is damaged.
[[nodiscard]] protocols::HttpReply results_reply(const ResultsPage& page,
                                                 const std::vector<store::StreamEntry>& entries,
                                                 bool interviews = false);

}  // namespace kazi::gateway::api
