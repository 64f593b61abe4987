// SPDX-License-Identifier: Apache-2.0
// An answer that counts: recorded, paid, and weighed with the others of its item.
#pragma once

#include <cstdint>
#include <string>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// An answer as it was read: an option, or the words of an open-ended one.
struct Given {
    std::uint16_t option = 0;
    std::string text;  ///< number and short text; empty for choice and yes/no
};

/// Accepts the answer to the open question, which `still_wanted`; closes the question, pays, and
/// orders a payout when enough has collected.
void accept(Turn& turn, const Given& given);

/// Puts `given` in the place of her last answer, which can be corrected: the item is weighed anew
/// as if she had said so at once. Nobody is paid. False: she says the same, and nothing changes.
[[nodiscard]] bool replace_answer(Turn& turn, const Given& given);

}  // namespace kazi::taskflow
