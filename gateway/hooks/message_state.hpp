// SPDX-License-Identifier: Apache-2.0
// What is remembered of a message that left, under the aggregator's id: whose it was, and how far
// it came. A report that comes before the send's answer is parked in the same place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocols/message.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::hooks {

/// Reports come within days, if at all.
inline constexpr std::uint32_t message_kept_s = 3 * 86'400;

struct MessageState {
    std::uint32_t version = 0;                 ///< of the stored value; 0: none
    std::optional<taskflow::WorkerId> worker;  ///< empty: a report came first
    std::uint32_t sequence = 0;
    /// `unknown` only once the aggregator said that it will never know.
    protocols::DeliveryStatus status = protocols::DeliveryStatus::accepted;
    /// Of each part, where each is reported under an id of its own; else empty.
    std::vector<protocols::DeliveryStatus> parts{};
    /// Under the id of a further part: the id of the first, where the whole stands, and which part.
    std::string whole{};
    std::uint32_t part = 0;

    friend bool operator==(const MessageState&, const MessageState&) = default;
};

[[nodiscard]] std::string pack_message_state(const MessageState& state, std::uint32_t version);
[[nodiscard]] std::optional<MessageState> message_state_from(std::string_view bytes);

/// A status after a report. States only move forward, the first final one stands; `unknown` counts
/// when the report says that it is final.
[[nodiscard]] protocols::DeliveryStatus moved(protocols::DeliveryStatus status,
                                              protocols::DeliveryStatus reported, bool final);

/// The state after a report of its `part`-th part; of the whole where it has no parts of its own.
[[nodiscard]] MessageState after_report(MessageState state, protocols::DeliveryStatus reported,
                                        bool final, std::uint32_t part = 0);

/// The state once the parts are known, from what was parked under their ids: delivered when all
/// are, failed when any is.
[[nodiscard]] MessageState with_parts(MessageState state,
                                      std::vector<protocols::DeliveryStatus> parts);

/// The state after she answered what it asked: it had arrived, whatever nobody knew. What was
/// reported as failed stands.
[[nodiscard]] MessageState after_answer(MessageState state);

}  // namespace kazi::gateway::hooks
