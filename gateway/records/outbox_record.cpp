// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/outbox_record.hpp"

#include <fmt/format.h>

#include "gateway/records/packed.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::gateway::records {

using taskflow::WorkerId;

std::string pack_message(const OutboxMessage& message) {
    Packer out;
    out.raw(raw(message.worker));
    out.number(message.sequence);
    out.number(message.campaign);
    out.number(static_cast<std::uint64_t>(message.not_after));
    out.text(message.trace);
    out.text(message.text);
    if (!message.route.empty()) out.text(message.route);
    return out.take();
}

std::optional<OutboxMessage> message_from(std::string_view bytes) {
    Unpacker in(bytes);
    const auto worker = worker_id_from(in.raw(WorkerId{}.bytes.size()));
    if (!worker) return std::nullopt;
    OutboxMessage message;
    message.worker = *worker;
    message.sequence = static_cast<std::uint32_t>(in.number());
    message.campaign = static_cast<std::uint32_t>(in.number());
    message.not_after = static_cast<std::int64_t>(in.number());
    message.trace = in.text();
    message.text = in.text();
    if (in.ok() && !in.done()) message.route = in.text();
    if (!in.done()) return std::nullopt;
    return message;
}

std::string message_id(const OutboxMessage& message) {
    return fmt::format("{}-{}", taskflow::to_hex(message.worker), message.sequence);
}

}  // namespace kazi::gateway::records
