// SPDX-License-Identifier: Apache-2.0
// A form as people write it: in flags, in a question's definition, in a table of answers.
#pragma once

#include <boost/system/result.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "taskflow/question/understanding.hpp"

namespace kazi::taskflow::question {

/// Fails: an unknown type, too few or too many options, a bound that is none, bounds that leave
/// nothing. The error names the field.
[[nodiscard]] boost::system::result<Form, std::string> make_form(const FormSpec& spec);

/// "2026-01-31"; nothing when there is no such day.
[[nodiscard]] std::optional<std::chrono::sys_days> read_iso_day(std::string_view text);
[[nodiscard]] std::string iso_day(std::chrono::sys_days day);

/// "2.5", without needless zeros.
[[nodiscard]] std::string milli_text(Milli value);

/// What an answer comes to, in one line: "2", "1 3", "yes", "2.5", "2026-03-12", "in_stock 12",
/// "none" for no option, a text as it was written. Options count from 1.
[[nodiscard]] std::string value_text(const Understanding& understanding);

}  // namespace kazi::taskflow::question
