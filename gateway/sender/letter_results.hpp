// SPDX-License-Identifier: Apache-2.0
// Whose is which: the results in one answer, given to the letters of the request.
#pragma once

#include <vector>

#include "gateway/sender/letter.hpp"
#include "protocols/message.hpp"

namespace kazi::gateway::sender {

/// One result for each letter, in their order. `results` is never empty. A lone result without a
/// recipient speaks for all. A letter that the answer does not name may have been taken or not.
[[nodiscard]] std::vector<protocols::SendResult> results_of_letters(
    const std::vector<Letter>& letters, std::vector<protocols::SendResult> results);

}  // namespace kazi::gateway::sender
