// SPDX-License-Identifier: Apache-2.0
// What a number's separators may mean: "1.500" is one and a half here and fifteen hundred there.
#pragma once

#include <string_view>
#include <vector>

#include "taskflow/question/form.hpp"

namespace kazi::taskflow::question {

/// Every value that somebody may have meant with this spelling, in thousandths; none when it is no
/// number of at most `decimals` digits after the point. `point_groups`: the language writes a
/// comma before a fraction and a point between thousands.
[[nodiscard]] std::vector<Milli> meanings_of(std::u32string_view written, int decimals,
                                             bool point_groups);

}  // namespace kazi::taskflow::question
