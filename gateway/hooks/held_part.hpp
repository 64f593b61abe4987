// SPDX-License-Identifier: Apache-2.0
// Parts of long SMS that arrived apart: kept until they are joined, so that the dialogue never sees
// half of a text.
#pragma once

#include <string_view>

#include "gateway/store/batch.hpp"
#include "protocols/message.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::hooks {

/// About this many are kept; the oldest go first.
inline constexpr std::uint32_t held_parts_keep = 10'000;

/// True for a part that is not the whole by itself.
[[nodiscard]] bool is_held(const protocols::InboundSms& sms);

/// One entry of JSON: when, on which route, and the message in its normal form. A repeat of the
/// callback makes another entry with the same message id.
[[nodiscard]] store::Append held_part(taskflow::Instant at, std::string_view route,
                                      const protocols::InboundSms& sms);

}  // namespace kazi::gateway::hooks
