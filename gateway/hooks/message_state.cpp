// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/message_state.hpp"

#include <algorithm>

#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::gateway::hooks {

using protocols::DeliveryStatus;

namespace {

constexpr std::uint64_t parts_max = 255;
constexpr int final_rank = 4;

int rank(DeliveryStatus status) {
    switch (status) {
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
        case DeliveryStatus::unknown:
            return final_rank;
    }
    return 0;
}

bool is_bad(DeliveryStatus status) {
    return protocols::is_final(status) && status != DeliveryStatus::delivered;
}

// The first part that went wrong speaks for all; else the one that is least far.
DeliveryStatus joined(const std::vector<DeliveryStatus>& parts) {
    const auto bad = std::find_if(parts.begin(), parts.end(), is_bad);
    if (bad != parts.end()) return *bad;
    const auto least = std::min_element(
        parts.begin(), parts.end(), [](auto left, auto right) { return rank(left) < rank(right); });
    if (rank(*least) < final_rank) return *least;
    const auto unknown = std::find(parts.begin(), parts.end(), DeliveryStatus::unknown);
    return unknown != parts.end() ? *unknown : DeliveryStatus::delivered;
}

}  // namespace

std::string pack_message_state(const MessageState& state, std::uint32_t version) {
    records::Packer out;
    out.raw(records::version_bytes(version));
    out.byte(static_cast<std::uint8_t>(state.status));
    out.number(state.sequence);
    if (!state.worker) return out.take();
    out.raw(records::raw(*state.worker));
    if (state.parts.empty() && state.whole.empty()) return out.take();
    out.number(state.parts.size());
    for (const DeliveryStatus part : state.parts)
        out.byte(static_cast<std::uint8_t>(part));
    out.text(state.whole);
    out.number(state.part);
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
    if (in.done()) return state;
    const std::uint64_t parts = in.number();
    if (parts > parts_max) return std::nullopt;
    for (std::uint64_t i = 0; i < parts; ++i)
        state.parts.push_back(static_cast<DeliveryStatus>(in.byte()));
    state.whole = in.text();
    state.part = static_cast<std::uint32_t>(in.number());
    if (!in.done()) return std::nullopt;
    return state;
}

DeliveryStatus moved(DeliveryStatus status, DeliveryStatus reported, bool final) {
    if (reported == DeliveryStatus::unknown && !final) return status;
    return rank(reported) > rank(status) ? reported : status;
}

MessageState after_report(MessageState state, DeliveryStatus reported, bool final,
                          std::uint32_t part) {
    if (part < state.parts.size()) {
        state.parts[part] = moved(state.parts[part], reported, final);
        reported = joined(state.parts);
        final = true;
    }
    state.status = moved(state.status, reported, final);
    return state;
}

MessageState with_parts(MessageState state, std::vector<DeliveryStatus> parts) {
    state.parts = std::move(parts);
    state.status = joined(state.parts);
    return state;
}

MessageState after_answer(MessageState state) {
    if (!is_bad(state.status)) state.status = DeliveryStatus::delivered;
    return state;
}

}  // namespace kazi::gateway::hooks
