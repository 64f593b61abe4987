// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/upload_plan.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <set>

#include "gateway/api/planned.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/ensure.hpp"
#include "gateway/records/item_record.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;

constexpr std::size_t chunk_rows_max = 500;
constexpr std::size_t chunk_bytes_max = 512 * 1024;

std::size_t weight(const ItemRow& row) {
    if (!row.item) return 0;
    std::size_t bytes = row.item->id.size();
    for (const auto& [name, value] : row.item->values)
        bytes += name.size() + value.size();
    return bytes;
}

void reject(UploadProgress& progress, std::uint64_t line, RowFault fault) {
    ++progress.rejected;
    if (progress.errors.size() < line_errors_max)
        progress.errors.push_back({line, std::move(fault.field), std::move(fault.detail)});
}

// Goes through a chunk's rows in order.
class Planner {
public:
    explicit Planner(ChunkFacts facts) : facts_(std::move(facts)) {
        plan_.batch.cell = facts_.cell;
        plan_.after = std::move(facts_.before);
    }

    void take(const ItemRow& row) {
        ++plan_.after.rows;
        auto fault = row.item ? fault_of(*row.item) : std::optional(row.item.error());
        if (fault) return reject(plan_.after, row.line, std::move(*fault));
        accept(*row.item);
    }

    ChunkPlan finish() {
        if (items_added_) replace_campaign();
        plan_.after.fingerprint = std::move(facts_.digest);
        plan_.after.complete = facts_.last;
        const store::Place memory{facts_.memory_key};
        plan_.batch.guards.push_back(store::VersionIs{memory, facts_.memory_version});
        plan_.batch.writes.push_back(store::Put{
            memory, pack_remembered(plan_.after, facts_.memory_version + 1), idempotency_kept_s});
        return std::move(plan_);
    }

private:
    [[nodiscard]] taskflow::Campaign& campaign() { return facts_.campaign.campaign; }

    std::optional<RowFault> fault_of(const taskflow::Item& item) {
        const bool taken = facts_.taken.at(ids_seen_++).has_value();
        if (taken || !ids_.insert(item.id).second)
            return RowFault{"id", "is the id of another item of this campaign"};
        if (is_more_gold(item))
            return RowFault{"gold", fmt::format("is one gold item more than a campaign's {}",
                                                taskflow::gold_items_max)};
        if (campaign().item_count >= items_max)
            return RowFault{{}, fmt::format("is one item more than a campaign's {}", items_max)};
        return std::nullopt;
    }

    [[nodiscard]] bool is_more_gold(const taskflow::Item& item) {
        const taskflow::GoldTerms& gold = campaign().gold;
        return gold.wanted && item.gold && gold.items.size() >= taskflow::gold_items_max;
    }

    void accept(const taskflow::Item& item) {
        const std::uint32_t index = campaign().item_count++;
        taskflow::GoldTerms& gold = campaign().gold;
        if (gold.wanted && item.gold) gold.items.push_back({.index = index, .label = *item.gold});
        plan_.batch.writes.push_back(
            store::Put{keys::item({campaign().number, index}), records::pack_item(item)});
        plan_.batch.writes.push_back(
            store::Put{{keys::item_ids(campaign().number), item.id}, std::to_string(index)});
        ++plan_.after.accepted;
        items_added_ = true;
    }

    void replace_campaign() {
        const store::Place place = keys::campaign(campaign().number);
        const std::uint32_t version = facts_.campaign.version;
        plan_.batch.guards.push_back(store::VersionIs{place, version});
        plan_.batch.writes.push_back(
            store::Put{place, records::pack_campaign(campaign(), version + 1)});
    }

    ChunkFacts facts_;
    ChunkPlan plan_;
    std::set<std::string> ids_;
    std::size_t ids_seen_ = 0;
    bool items_added_ = false;
};

}  // namespace

void UploadChunk::add(ItemRow row) {
    bytes_ += weight(row);
    rows_.push_back(std::move(row));
}

bool UploadChunk::full() const {
    return rows_.size() >= chunk_rows_max || bytes_ >= chunk_bytes_max;
}

std::vector<std::string> UploadChunk::ids() const {
    std::vector<std::string> ids;
    for (const ItemRow& row : rows_) {
        if (row.item) ids.push_back(row.item->id);
    }
    return ids;
}

void UploadChunk::clear() {
    rows_.clear();
    bytes_ = 0;
}

ChunkPlan plan_chunk(ChunkFacts facts, const UploadChunk& chunk) {
    Planner planner(std::move(facts));
    for (const ItemRow& row : chunk.rows())
        planner.take(row);
    return planner.finish();
}

protocols::HttpReply upload_reply(const UploadProgress& progress) {
    json::array errors;
    for (const LineError& error : progress.errors) {
        json::object entry{{"line", error.line}};
        if (!error.field.empty()) entry["field"] = error.field;
        entry["detail"] = error.detail;
        errors.push_back(std::move(entry));
    }
    return json_reply(200, {{"accepted", progress.accepted},
                            {"rejected", progress.rejected},
                            {"errors", std::move(errors)}});
}

}  // namespace kazi::gateway::api
