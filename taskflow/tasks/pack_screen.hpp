// SPDX-License-Identifier: Apache-2.0
// Several questions in one SMS.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// What is open of her pack: each by its letter, the answers once. What all the questions have in
/// common is written once, where that is shorter. `key`: the text that says what it pays. Needs: a
/// question open.
[[nodiscard]] dialogue::Screen pack_screen(const Turn& turn, std::string_view key);

/// The same for the questions of a survey that are open together. Needs: a packed interview.
[[nodiscard]] dialogue::Screen interview_pack_screen(const Turn& turn, std::string_view key);

/// "A) one", "B) two", each on a line of its own: as many as there are letters.
[[nodiscard]] std::string by_letter(const std::string& letters,
                                    const std::vector<std::string>& lines);

/// "A1 B2": how to answer, with the letters that are open.
[[nodiscard]] std::string example_for(const std::string& letters);

}  // namespace kazi::taskflow
