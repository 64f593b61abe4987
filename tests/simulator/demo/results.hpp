// SPDX-License-Identifier: Apache-2.0
// What the client got for the money: the results, read by cursor, against the truth.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "tests/simulator/demo/api_client.hpp"
#include "tests/simulator/recorded_answers.hpp"

namespace kazi::simulator::demo {

struct Result {
    std::string value;
    std::int64_t answers = 0;
    std::string outcome;  ///< confident, exhausted, stopped
    std::int64_t version = 1;
};

using Results = std::map<std::string, Result>;  ///< by item

/// Adds the lines of one answer of the API; a result that was revised stands in place of the
/// earlier. Fails: false when a line is no result, or one comes twice.
[[nodiscard]] bool add_results(Results& results, std::string_view ndjson);

/// All results there are. Throws CallFailed when a call fails or a line is no result.
[[nodiscard]] Results fetch_results(ApiClient& api, const std::string& campaign);

struct Score {
    std::size_t correct = 0;
    std::int64_t answers = 0;
    std::map<std::string, std::size_t> outcomes;
};

[[nodiscard]] Score score(const Results& results, const Truth& truth);

}  // namespace kazi::simulator::demo
