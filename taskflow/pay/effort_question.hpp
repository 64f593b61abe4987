// SPDX-License-Identifier: Apache-2.0
// How long an answer by SMS took, by her own word: over USSD the clock says it, but an SMS may have
// waited in her pocket. She is asked only where her answer's thanks bring no next question, and
// only her next SMS may tell, while nothing else is open: so no answer can be taken for it.
#pragma once

#include <string_view>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// Opens to what she writes now the question that she was asked, and closes it for all later.
void take_up_effort_question(Turn& turn);

/// True when what she wrote says how long her answer took, or that she doesn't know. What it says
/// is counted; what her SMS cost comes back from the operator. Needs: nothing else is open.
[[nodiscard]] bool tell_effort(Turn& turn, std::string_view typed);

/// Asks how long the answer that she gave in this SMS took, where the campaign knows too little and
/// she was not asked for long. False: it is not the time.
[[nodiscard]] bool ask_effort(Turn& turn);

}  // namespace kazi::taskflow
