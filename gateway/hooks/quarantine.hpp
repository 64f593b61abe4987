// SPDX-License-Identifier: Apache-2.0
// Callbacks, or entries of one, that were not taken: kept raw, for the operator to see what was
// wrong with them.
#pragma once

#include <string>
#include <string_view>

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
    std::string_view query{};  ///< of a GET, which says everything there; free of secrets
};

/// One entry of JSON: when, what, why; the body as it came (cut at 4 KiB), no secret of the path
/// and no header, since those may hold one.
[[nodiscard]] store::Append quarantined(const Refused& refused);

/// A commit of that entry alone.
[[nodiscard]] store::Batch plan_quarantine(const std::string& cell, const Refused& refused);

}  // namespace kazi::gateway::hooks
