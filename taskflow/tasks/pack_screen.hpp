// SPDX-License-Identifier: Apache-2.0
// Several questions in one SMS.
#pragma once

#include <string_view>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// What is open of her pack: each by its letter, the answers once. What all the questions have in
/// common is written once, where that is shorter. `key`: the text that says what it pays. Needs: a
/// question open.
[[nodiscard]] dialogue::Screen pack_screen(const Turn& turn, std::string_view key);

}  // namespace kazi::taskflow
