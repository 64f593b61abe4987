// SPDX-License-Identifier: Apache-2.0
// An answer that counts: recorded, paid, and weighed with the others of its item.
#pragma once

#include "taskflow/question/asked.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

using question::Given;

/// Accepts the answer to the open question, which `still_wanted`; closes the question, pays, and
/// orders a payout when enough has collected.
void accept(Turn& turn, const Given& given);

/// The same without a word and without a payout: one of several answers in one message.
void take_answer(Turn& turn, const Given& given);

/// Tells her what she was paid just now, and orders a payout when enough has collected.
void tell_pay(Turn& turn, std::int64_t micro);

/// Puts `given` in the place of her last answer, which can be corrected: the item is weighed anew
/// as if she had said so at once. Nobody is paid. False: she says the same, and nothing changes.
[[nodiscard]] bool replace_answer(Turn& turn, const Given& given);

}  // namespace kazi::taskflow
