// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/keys.hpp"

#include <fmt/format.h>

#include "gateway/records/worker_record.hpp"

namespace kazi::gateway::keys {

using taskflow::ItemRef;
using taskflow::WorkerId;

std::string worker(const WorkerId& id) {
    return std::string("w:").append(records::raw(id));
}

store::Place number(const WorkerId& id) {
    const std::uint32_t bucket =
        (static_cast<std::uint32_t>(id.bytes[0]) << 2) | (id.bytes[1] >> 6);
    return {numbers(bucket), std::string(records::raw(id))};
}

std::string numbers(std::uint32_t bucket) {
    return fmt::format("n:{:03x}", bucket);
}

store::Place campaign(std::uint32_t number) {
    return {campaigns, std::to_string(number)};
}

std::string items(std::uint32_t campaign) {
    return fmt::format("items:{}", campaign);
}

store::Place item(ItemRef item) {
    return {items(item.campaign), std::to_string(item.index)};
}

store::Place item_state(ItemRef item) {
    return {states(item.campaign), std::to_string(item.index)};
}

std::string states(std::uint32_t campaign) {
    return fmt::format("state:{}", campaign);
}

std::string openings(std::uint32_t campaign) {
    return fmt::format("open:{}", campaign);
}

std::string tally(std::uint32_t campaign) {
    return fmt::format("tally:{}", campaign);
}

std::string results(std::uint32_t campaign) {
    return fmt::format("results:{}", campaign);
}

std::string item_ids(std::uint32_t campaign) {
    return fmt::format("itemids:{}", campaign);
}

std::string campaigns_of(std::string_view client) {
    return fmt::format("campaigns:{}", client);
}

std::string message(std::string_view route, std::string_view message_id) {
    return fmt::format("m:{}:{}", route, message_id);
}

std::string long_sms(std::uint64_t hash) {
    return fmt::format("parts:{:016x}", hash);
}

std::string idempotency(std::string_view client, std::string_view key) {
    return fmt::format("idem:{}:{}", client, key);
}

}  // namespace kazi::gateway::keys
