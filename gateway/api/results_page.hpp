// SPDX-License-Identifier: Apache-2.0
// Results as lines of NDJSON, and the cursor that says where the next page begins.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/api/campaign_facts.hpp"
#include "gateway/api/problem.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::api {

inline constexpr std::uint32_t results_limit_max = 10'000;

struct ResultsPage {
    std::string cursor = "0";  ///< results behind it; "0": from the first
    std::uint32_t limit = 1'000;
    bool all_answers = false;  ///< each row with what it was settled by
};

/// What rows say beside the result itself.
struct RowTerms {
    bool interviews = false;  ///< the campaign asks a survey: a value is an object
    /// Set: with all answers, what they cost, and which question they are to.
    const CampaignFacts* all_answers_of = nullptr;
};

/// Reads `cursor`, `limit` and `answers`. Fails: 400 on other parameters, a cursor that we did not
/// give out, a limit out of range.
[[nodiscard]] boost::system::result<ResultsPage, Problem> results_page_from(
    const std::map<std::string, std::string>& parameters);

/// As the API calls it; empty: no outcome that we know.
[[nodiscard]] std::string_view outcome_word(records::ItemOutcome outcome);

/// One line, its end included.
[[nodiscard]] std::string result_line(const records::ItemResult& result,
                                      const RowTerms& terms = {});

/// The page, with the next cursor in `Kazi-Cursor`. What was known beforehand is no result, and is
/// left out. Fails: 500 on an entry that is damaged.
[[nodiscard]] protocols::HttpReply results_reply(const ResultsPage& page,
                                                 const std::vector<store::StreamEntry>& entries,
                                                 const RowTerms& terms = {});

}  // namespace kazi::gateway::api
