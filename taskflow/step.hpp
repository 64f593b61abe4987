// SPDX-License-Identifier: Apache-2.0
// The heart: one event, one worker, one decision.
#pragma once

#include <cstdint>
#include <vector>

#include "taskflow/context.hpp"
#include "taskflow/effect.hpp"
#include "taskflow/event.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow {

struct Step {
    Worker worker;  ///< after the event; `wake_at` says when her timer should go off
    Effects effects;
};

/// Decides what an event does. Pure: the same arguments give the same step, for ever.
/// Promises: postings sum to zero; at most one question open; an answer under a lease is paid;
/// a repeated event (same message id, same USSD turn) gives `effects.duplicate` and the same reply.
[[nodiscard]] Step step(const Worker& before, const Event& event, const Context& context);

}  // namespace kazi::taskflow
