// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/planted.hpp"

#include <algorithm>
#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

namespace {

using namespace gateway;
using taskflow::Worker;
using taskflow::WorkerId;

Worker read(const store::Record& record) {
    auto worker = records::worker_from(record);
    require(worker.has_value(), "a worker's record can be read");
    return std::move(*worker);
}

void drop_version_guard(store::Batch& batch, const std::string& key) {
    for (store::Guard& guard : batch.guards) {
        const auto* version = std::get_if<store::VersionIs>(&guard);
        // In its place stands a guard that always holds: the others keep their numbers.
        if (version != nullptr && version->place.key == key)
            guard = store::AtLeast{keys::counters, "none", 0};
    }
}

void drop_posting(store::Batch& batch) {
    for (store::Write& write : batch.writes) {
        auto* append = std::get_if<store::Append>(&write);
        if (append == nullptr || append->key != keys::journal) continue;
        auto entry = records::journal_from(append->payload);
        require(entry.has_value(), "a journal entry can be read");
        if (entry->postings.empty()) continue;
        entry->postings.pop_back();
        append->payload = records::pack_journal(*entry);
    }
}

void count_correction(store::Batch& batch) {
    for (store::Write& write : batch.writes) {
        auto* append = std::get_if<store::Append>(&write);
        if (append == nullptr || append->key != keys::journal) continue;
        auto entry = records::journal_from(append->payload);
        require(entry.has_value(), "a journal entry can be read");
        if (!entry->correction) continue;
        entry->answer = std::exchange(entry->correction, std::nullopt);
        append->payload = records::pack_journal(*entry);
    }
}

void keep_reply_apart(store::Batch& batch, const WorkerId& id, KeptReplies& kept) {
    for (store::Write& write : batch.writes) {
        auto* put = std::get_if<store::Put>(&write);
        if (put == nullptr || put->place.key != keys::worker(id)) continue;
        const auto record = store::decode_record(put->value);
        require(record.has_value(), "a worker's record can be read");
        Worker worker = read(*record);
        kept[id] = {std::exchange(worker.recent_inbound, {}), worker.ussd};
        worker.ussd.accumulated.clear();
        worker.ussd.reply.clear();
        put->value = store::encode_record(records::to_record(worker, record->version));
    }
}

void bring_reply_back(store::Loaded& loaded, const WorkerId& id, const KeptReplies& kept) {
    const auto known = kept.find(id);
    if (known == kept.end() || loaded.record.version == 0) return;
    Worker worker = read(loaded.record);
    worker.recent_inbound = known->second.recent_inbound;
    if (worker.ussd.id == known->second.ussd.id) worker.ussd = known->second.ussd;
    loaded.record = records::to_record(worker, loaded.record.version);
}

void renew_every_lease(store::Loaded& loaded) {
    if (loaded.record.version == 0) return;
    Worker worker = read(loaded.record);
    if (!worker.question) return;
    worker.question->leased = true;
    loaded.record = records::to_record(worker, loaded.record.version);
}

bool ends_review(const store::Write& write) {
    const auto* erase = std::get_if<store::Erase>(&write);
    if (erase != nullptr) return erase->place.key.starts_with("reviews:");
    const auto* unschedule = std::get_if<store::Unschedule>(&write);
    return unschedule != nullptr && unschedule->key == keys::reviews_due;
}

void keep_review(store::Batch& batch) {
    std::erase_if(batch.writes, ends_review);
}

}  // namespace

std::optional<Bug> bug_of(std::string_view name) {
    const auto at = std::find(bug_names.begin(), bug_names.end(), name);
    if (at == bug_names.end()) return std::nullopt;
    return static_cast<Bug>(at - bug_names.begin());
}

void Planted::spoil(const WorkerId& worker, store::Loaded& loaded, const KeptReplies& kept) const {
    if (is(Bug::reply_outside_commit)) bring_reply_back(loaded, worker, kept);
    if (is(Bug::lease_not_checked)) renew_every_lease(loaded);
}

void Planted::spoil(const WorkerId& worker, store::Batch& batch, KeptReplies& kept) const {
    if (is(Bug::version_guard_dropped)) drop_version_guard(batch, keys::worker(worker));
    if (is(Bug::posting_dropped)) drop_posting(batch);
    if (is(Bug::correction_as_answer)) count_correction(batch);
    if (is(Bug::review_not_ended)) keep_review(batch);
    if (is(Bug::reply_outside_commit)) keep_reply_apart(batch, worker, kept);
}

void Planted::spoil(engine::DueReview& due) const {
    if (is(Bug::tie_against_her) && due.judging.for_her == 1) due.judging.for_her = 0;
}

void Planted::spoil(const engine::ChainPage& page, store::Batch& batch) const {
    if (is(Bug::chain_taken_twice))
        drop_version_guard(batch, keys::chain(page.campaign.number).key);
}

void Planted::spoil(const engine::DueVerdict& due, store::Batch& batch) const {
    if (!is(Bug::verdict_told_twice)) return;
    drop_version_guard(batch, keys::verdicts(due.compares).key);
    drop_version_guard(batch, keys::states(due.campaign.number));
}

}  // namespace kazi::sim
