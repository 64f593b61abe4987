// SPDX-License-Identifier: Apache-2.0
// What waits in the outbox: messages to send, payouts to pay.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "taskflow/event.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::records {

/// One MT. It holds the worker, not her number, which is looked up when it leaves.
struct OutboxMessage {
    taskflow::WorkerId worker;
    std::uint32_t sequence = 0;
    std::uint32_t campaign = 0;
    std::int64_t not_after = 0;  ///< Unix microseconds; 0: never
    std::string trace;           ///< the id that ties callback, message and payout together
    std::string text;
    std::string route;  ///< a reply: the one that she wrote by; empty: whichever is best

    friend bool operator==(const OutboxMessage&, const OutboxMessage&) = default;
};

[[nodiscard]] std::string pack_message(const OutboxMessage& message);
[[nodiscard]] std::optional<OutboxMessage> message_from(std::string_view bytes);
/// The message's own id: worker and sequence. The same message has the same id for ever.
[[nodiscard]] std::string message_id(const OutboxMessage& message);

}  // namespace kazi::gateway::records
