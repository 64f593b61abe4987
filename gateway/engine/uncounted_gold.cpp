// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/uncounted_gold.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"

namespace kazi::gateway::engine {

namespace {

using namespace taskflow;

constexpr std::uint32_t mark_version = 1;

store::Place place_of(const WorkerId& worker, ItemRef item) {
    records::Packer field;
    field.raw(records::raw(worker));
    field.number(item.campaign);
    field.number(item.index);
    return {keys::uncounted_gold, field.take()};
}

template <class Count>
void take_one(Count& count) {
    if (count > 0) --count;
}

}  // namespace

std::optional<GoldMark> gold_mark_from(std::string_view field, std::string_view value) {
    records::Unpacker in(field);
    GoldMark mark;
    const auto worker = records::worker_id_from(in.raw(mark.worker.bytes.size()));
    mark.item.campaign = static_cast<std::uint32_t>(in.number());
    mark.item.index = static_cast<std::uint32_t>(in.number());
    if (!in.done() || !worker || value.size() != records::version_size + 1) return std::nullopt;
    mark.worker = *worker;
    mark.right = value.back() != 0;
    return mark;
}

std::vector<store::Write> marks_of(std::uint32_t campaign, const GoldItem& gold,
                                   std::span<const GoldAnswer> answers) {
    std::vector<store::Write> marks;
    for (const GoldAnswer& answer : answers) {
        if (!answer.check && gold.grown) continue;
        std::string value = records::version_bytes(mark_version);
        value.push_back(answer.label == gold.label ? 1 : 0);
        marks.emplace_back(
            store::Put{place_of(answer.worker, {campaign, gold.index}), std::move(value)});
    }
    return marks;
}

store::Batch plan_uncounting(const std::string& cell, const GoldMark& mark, Worker worker,
                             std::uint32_t version) {
    WorkerStanding& standing = worker.standing;
    take_one(standing.gold_seen);
    if (mark.right) take_one(standing.gold_right);
    if (standing.trial.campaign == mark.item.campaign) {
        take_one(standing.trial.seen);
        if (mark.right) take_one(standing.trial.right);
    }
    store::Batch batch;
    batch.cell = cell;
    const store::Place place = place_of(mark.worker, mark.item);
    const std::string key = keys::worker(mark.worker);
    batch.guards = {store::VersionIs{place, mark_version}, store::VersionIs{{key}, version}};
    batch.writes = {store::Erase{place}};
    // Whoever is not known any more counts nothing.
    if (version != 0)
        batch.writes.push_back(
            store::Put{{key}, store::encode_record(records::to_record(worker, version + 1))});
    return batch;
}

}  // namespace kazi::gateway::engine
