// SPDX-License-Identifier: Apache-2.0
// Recorded crowd answers and known truths, as comma-separated text.
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::taskflow::quality {

struct RecordedAnswer {
    std::string task;
    std::string worker;
    std::string label;
};

struct KnownTruth {
    std::string task;
    std::string label;
};

/// Reads lines `task,worker,label` under a header that names those columns first; further columns
/// are ignored. A field that holds a comma stands in quotes, a quote in it doubled; no field spans
/// lines. Fails: no such header, a line with too few or empty fields, a quote that is out of
/// place; the text names the line.
[[nodiscard]] boost::system::result<std::vector<RecordedAnswer>, std::string> read_answers(
    std::string_view text);

/// Reads lines `task,label`, as `read_answers`.
[[nodiscard]] boost::system::result<std::vector<KnownTruth>, std::string> read_truths(
    std::string_view text);

}  // namespace kazi::taskflow::quality
