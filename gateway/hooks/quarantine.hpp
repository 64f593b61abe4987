// SPDX-License-Identifier: Apache-2.0
// Callbacks that were not taken: kept raw, for the operator to see what was wrong with them.
#pragma once

#include <string>

#include "gateway/store/batch.hpp"
#include "protocols/message.hpp"
#include "protocols/refusal.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::hooks {

/// About this many are kept; the oldest go first.
inline constexpr std::uint32_t quarantine_keep = 10'000;

struct Refused {
    taskflow::Instant at = 0;
    const protocols::Callback& callback;
    const protocols::Refusal& refusal;
};

/// One entry of JSON: when, what, why; the body as it came (cut at 4 KiB), no secret of the path
/// and no header, since those may hold one.
[[nodiscard]] store::Batch plan_quarantine(const std::string& cell, const Refused& refused);

}  // namespace kazi::gateway::hooks
