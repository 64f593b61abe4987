// SPDX-License-Identifier: Apache-2.0
// Another number of hers that was silent for so long that it may be somebody else's. It is let go
// before anything of hers is shown or done on it: whoever has it now is a stranger, and if that is
// she, LINK makes it hers again.
#pragma once

#include "taskflow/context.hpp"
#include "taskflow/event.hpp"
#include "taskflow/step.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// True when the event came from such a number.
[[nodiscard]] bool came_from_dormant_number(const Worker& worker, const Event& event,
                                            const Context& context);

/// All that the event does then: the number is hers no more, of which she is told on the first one
/// as soon as she may be. Nobody is answered; the event is to be handled again as one of the
/// number's own. Needs: `came_from_dormant_number`.
[[nodiscard]] Step let_number_go(const Worker& before, const Event& event, const Context& context);

/// What the record of that number is from then on. `whose`: who had it; what was written to it was
/// counted there.
[[nodiscard]] Worker number_let_go(const Worker& whose, const Worker& before);

/// The number that the turn came from was heard today.
void note_number_heard(Turn& turn);

/// The local day on which the number that the turn came from was heard before; 0: unknown.
[[nodiscard]] int day_heard_before(const Turn& turn);

}  // namespace kazi::taskflow
