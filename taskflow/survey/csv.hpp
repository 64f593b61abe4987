// SPDX-License-Identifier: Apache-2.0
// Comma-separated rows, with quotes round cells that hold commas, quotes or line breaks.
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace kazi::taskflow::survey {

using CsvRow = std::vector<std::string>;

/// Fails: a quote that is never closed (with the line where it opens).
[[nodiscard]] boost::system::result<std::vector<CsvRow>, std::string> read_csv(
    std::string_view text);

}  // namespace kazi::taskflow::survey
