// SPDX-License-Identifier: Apache-2.0
// What is remembered of a message that left, under the aggregator's id: whose it was, and how far
// it came. A report that comes before the send's answer is parked in the same place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocols/message.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::hooks {

/// Reports come within days, if at all.
inline constexpr std::uint32_t message_kept_s = 3 * 86'400;

struct MessageState {
    std::uint32_t version = 0;                 ///< of the stored value; 0: none
    std::optional<taskflow::WorkerId> worker;  ///< empty: a report came first
    std::uint32_t sequence = 0;
    protocols::DeliveryStatus status = protocols::DeliveryStatus::accepted;

    friend bool operator==(const MessageState&, const MessageState&) = default;
};

[[nodiscard]] std::string pack_message_state(const MessageState& state, std::uint32_t version);
[[nodiscard]] std::optional<MessageState> message_state_from(std::string_view bytes);

/// The state after a report. States only move forward, the first final one stands.
[[nodiscard]] MessageState after_report(MessageState state, protocols::DeliveryStatus reported);

}  // namespace kazi::gateway::hooks
