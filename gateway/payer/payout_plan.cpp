// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/payout_plan.hpp"

#include "gateway/engine/keys.hpp"
#include "gateway/ensure.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/payout_record.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::Attempt;

void index(std::vector<store::Write>& writes, const std::string& id, const Attempt& attempt,
           const std::string& reference) {
    if (reference.empty()) return;
    writes.push_back(
        store::Put{{keys::payout_references, reference_field(attempt.provider, reference)}, id});
}

// A callback names our key, what the provider told in its answer, in the question it asked before,
// or at the end. A provider may speak of attempt 1 long after attempt 2 began.
void index_new_references(std::vector<store::Write>& writes, const Move& move) {
    const billing::Payout& after = move.transition.payout;
    for (const Attempt& attempt : after.attempts) {
        const Attempt* known = billing::find_attempt(move.before, attempt.number);
        if (known == nullptr) index(writes, after.id, attempt, attempt.key);
        if (known == nullptr || known->receipt != attempt.receipt)
            index(writes, after.id, attempt, attempt.receipt);
        if (known == nullptr || known->provider_ref != attempt.provider_ref)
            index(writes, after.id, attempt, attempt.provider_ref);
        if (known == nullptr || known->validation_id != attempt.validation_id)
            index(writes, after.id, attempt, attempt.validation_id);
    }
}

bool touches_worker(const billing::Postings& postings) {
    for (const billing::Posting& posting : postings)
        if (posting.account.kind == billing::AccountKind::worker_available) return true;
    return false;
}

}  // namespace

store::Place place_of(const std::string& payout_id) {
    return {keys::payouts, payout_id};
}

store::Write timer_write(const std::string& payout_id, std::optional<taskflow::Instant> at) {
    if (!at) return store::Unschedule{keys::payout_polls, payout_id};
    // Rounded up: what is due has really come.
    return store::Schedule{keys::payout_polls, payout_id, (*at + 999) / 1000};
}

std::string reference_field(std::string_view provider, std::string_view reference) {
    std::string field(provider);
    return field.append(" ").append(reference);
}

engine::Attachment attachment_of(const Move& move) {
    const billing::Payout& after = move.transition.payout;
    engine::Attachment attachment;
    attachment.guards.push_back(store::VersionIs{place_of(after.id), move.version});
    const Along& along = move.along;
    attachment.guards.insert(attachment.guards.end(), along.guards.begin(), along.guards.end());
    attachment.writes.push_back(
        store::Put{place_of(after.id), records::pack_payout(after, move.version + 1)});
    index_new_references(attachment.writes, move);
    attachment.writes.push_back(timer_write(after.id, move.look_at));
    attachment.writes.insert(attachment.writes.end(), along.writes.begin(), along.writes.end());
    attachment.postings = move.transition.postings;
    attachment.reference = after.id;
    return attachment;
}

store::Batch batch_of(const std::string& cell, const Move& move) {
    engine::Attachment attachment = attachment_of(move);
    store::Batch batch;
    batch.cell = cell;
    batch.guards = std::move(attachment.guards);
    batch.writes = std::move(attachment.writes);
    if (attachment.postings.empty()) return batch;
    ensure(billing::balances(attachment.postings), "postings sum to zero");
    ensure(!touches_worker(attachment.postings), "a wallet moves with its worker's record only");
    engine::post(batch, attachment.postings);
    records::JournalEntry entry;
    entry.cause = records::Cause::payout;
    entry.reference = attachment.reference;
    entry.postings = std::move(attachment.postings);
    batch.writes.push_back(store::Append{keys::journal, records::pack_journal(entry)});
    return batch;
}

store::Batch renewal_of(const std::string& cell, const billing::Payout& payout,
                        std::uint32_t version, taskflow::Instant look_at) {
    store::Batch batch;
    batch.cell = cell;
    batch.guards.push_back(store::VersionIs{place_of(payout.id), version});
    batch.writes.push_back(
        store::Put{place_of(payout.id), records::pack_payout(payout, version + 1)});
    batch.writes.push_back(timer_write(payout.id, look_at));
    return batch;
}

}  // namespace kazi::gateway::payer
