// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/message_state.hpp"

#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::gateway::hooks {

using protocols::DeliveryStatus;

namespace {

int rank(DeliveryStatus status) {
    switch (status) {
        case DeliveryStatus::unknown:
            return 0;
        case DeliveryStatus::accepted:
            return 1;
        case DeliveryStatus::sent:
            return 2;
        case DeliveryStatus::buffered:
            return 3;
        case DeliveryStatus::delivered:
        case DeliveryStatus::failed:
        case DeliveryStatus::rejected:
        case DeliveryStatus::expired:
            return 4;
    }
    return 0;
}

}  // namespace

std::string pack_message_state(const MessageState& state, std::uint32_t version) {
    records::Packer out;
    out.raw(records::version_bytes(version));
    out.byte(static_cast<std::uint8_t>(state.status));
    out.number(state.sequence);
    if (state.worker) out.raw(records::raw(*state.worker));
    return out.take();
}

std::optional<MessageState> message_state_from(std::string_view bytes) {
    const auto version = records::version_of(bytes);
    if (!version) return std::nullopt;
    records::Unpacker in(bytes.substr(records::version_size));
    MessageState state;
    state.version = *version;
    state.status = static_cast<DeliveryStatus>(in.byte());
    state.sequence = static_cast<std::uint32_t>(in.number());
    if (in.done()) return state;
    state.worker = records::worker_id_from(in.raw(taskflow::WorkerId{}.bytes.size()));
    if (!in.done()) return std::nullopt;
    return state;
}

MessageState after_report(MessageState state, DeliveryStatus reported) {
    if (!protocols::is_final(state.status) && rank(reported) > rank(state.status))
        state.status = reported;
    return state;
}

}  // namespace kazi::gateway::hooks
