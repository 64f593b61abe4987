// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/keys.hpp"

#include <fmt/format.h>

#include "gateway/records/worker_record.hpp"

namespace kazi::gateway::keys {

using taskflow::ItemRef;
using taskflow::WorkerId;

namespace {

// Made several times a turn: a format string would cost ten times as much.
std::string numbered(std::string_view prefix, std::uint32_t campaign) {
    return std::string(prefix).append(std::to_string(campaign));
}

std::uint32_t bucket_of(const WorkerId& id) {
    return (static_cast<std::uint32_t>(id.bytes[0]) << 4) | (id.bytes[1] >> 4);
}

}  // namespace

std::string worker(const WorkerId& id) {
    return std::string("w:").append(records::raw(id));
}

store::Place number(const WorkerId& id) {
    return {people(bucket_of(id)), std::string(records::raw(id))};
}

bool is_number(const store::Place& place) {
    return place.field && place.field->size() == WorkerId{}.bytes.size() &&
           place.key.starts_with("n:");
}

store::Place counts(const WorkerId& id, taskflow::quality::Family family) {
    std::string field(records::raw(id));
    return {people(bucket_of(id)), field.append(1, static_cast<char>(family))};
}

std::string people(std::uint32_t bucket) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string key("n:");
    for (const int shift : {8, 4, 0})
        key += digits[(bucket >> shift) & 0xF];
    return key;
}

store::Place consent_text(std::uint16_t version, std::string_view language) {
    return {"consents", std::to_string(version).append(1, ':').append(language)};
}

store::Place campaign(std::uint32_t number) {
    return {campaigns, std::to_string(number)};
}

std::string items(std::uint32_t campaign) {
    return numbered("items:", campaign);
}

store::Place item(ItemRef item) {
    return {items(item.campaign), std::to_string(item.index)};
}

store::Place item_state(ItemRef item) {
    return {states(item.campaign), std::to_string(item.index)};
}

std::string states(std::uint32_t campaign) {
    return numbered("state:", campaign);
}

std::string openings(std::uint32_t campaign) {
    return numbered("open:", campaign);
}

std::string tally(std::uint32_t campaign) {
    return numbered("tally:", campaign);
}

store::Place effort(taskflow::question::Kind type, std::size_t step) {
    std::string field = std::to_string(static_cast<int>(type));
    return {efforts, field.append(1, ':').append(effort_fields.at(step))};
}

std::string spent_field(std::uint16_t local_day) {
    return numbered("spent:", local_day);
}

std::string untopped(std::uint32_t campaign) {
    return numbered("untopped:", campaign);
}

std::string results(std::uint32_t campaign) {
    return numbered("results:", campaign);
}

store::Place chain(std::uint32_t campaign) {
    return {numbered("chain:", campaign)};
}

store::Place verdicts(std::uint32_t campaign) {
    return {numbered("verdicts:", campaign)};
}

store::Place review(const records::ReviewName& name) {
    return {numbered("reviews:", name.campaign), to_string(name.answer)};
}

store::Place appeal(const records::ReviewName& name) {
    return {numbered("appeals:", name.campaign), to_string(name.answer)};
}

store::Place client_reviews(std::string_view client, std::string_view what) {
    return {"clients", fmt::format("{} {}", client, what)};
}

store::Place rejection_room(std::string_view client) {
    return client_reviews(client, "room");
}

std::string item_ids(std::uint32_t campaign) {
    return numbered("itemids:", campaign);
}

std::string campaigns_of(std::string_view client) {
    return fmt::format("campaigns:{}", client);
}

std::string message(std::string_view route, std::string_view message_id) {
    return fmt::format("m:{}:{}", route, message_id);
}

std::string payee(std::string_view worker) {
    return fmt::format("payouts:to:{}", worker);
}

std::string spent(std::int64_t day) {
    return fmt::format("payouts:spent:{}", day);
}

std::string captures(std::int64_t day) {
    return fmt::format("payouts:raw:{}", day);
}

std::string first_facts(std::string_view hash) {
    return fmt::format("payouts:first:{}", hash);
}

std::string parked(std::string_view account, std::string_view reference) {
    return fmt::format("payouts:parked:{}:{}", account, reference);
}

std::string long_sms(std::uint64_t hash) {
    return fmt::format("parts:{:016x}", hash);
}

std::string idempotency(std::string_view client, std::string_view key) {
    return fmt::format("idem:{}:{}", client, key);
}

}  // namespace kazi::gateway::keys
