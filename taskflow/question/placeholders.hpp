// SPDX-License-Identifier: Apache-2.0
// The `{names}` that an item fills in a question's text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "taskflow/tasks/campaign.hpp"

namespace kazi::taskflow::question {

/// The names in order of first appearance, each once. Nothing when the braces do not pair up or a
/// name is not made of letters, digits, `_`, `-` and `.`.
[[nodiscard]] std::optional<std::vector<std::string>> placeholders(std::string_view text);

/// Those of every language together: what an item has to bring. Malformed texts count as having
/// none; `check_question` reports them.
[[nodiscard]] std::vector<std::string> placeholders(const Question& question);

}  // namespace kazi::taskflow::question
