// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/payer/debt.hpp"

#include "billing/payout_machine.hpp"
#include "gateway/engine/commit_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/worker_identity.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/payout_record.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::tests {

using namespace gateway;
using billing::AccountKind;

namespace {

taskflow::Worker next_owed(const store::Record& before) {
    taskflow::Worker owed = *records::worker_from(before);
    owed.stage = taskflow::Stage::active;
    owed.language = "en";
    owed.payout_open = true;
    ++owed.payout_sequence;
    return owed;
}

}  // namespace

Debt owe(const std::string& identity_key, const std::string& cell, const Creditor& whom,
         billing::Money amount, std::int64_t now_us) {
    const taskflow::WorkerId id = engine::worker_of(identity_key, whom.number);
    const taskflow::Worker owed = next_owed(whom.before);
    const std::string raw(records::raw(id));
    const auto created = billing::create_payout(raw, owed.payout_sequence, amount, now_us);
    records::JournalEntry earned;
    earned.worker = id;
    earned.postings = created.postings;
    billing::move(earned.postings, {AccountKind::client_paid_in, {}},
                  {AccountKind::worker_available, raw}, amount);
    Debt debt{created.payout.id, {}};
    store::Batch& batch = debt.batch;
    batch.cell = cell;
    engine::post(batch, earned.postings);
    const std::string record =
        store::encode_record(records::to_record(owed, whom.before.version + 1));
    batch.writes.push_back(store::Put{{keys::worker(id)}, record});
    batch.writes.push_back(store::Put{keys::number(id), whom.number.substr(1)});
    batch.writes.push_back(
        store::Put{{keys::payouts, created.payout.id}, records::pack_payout(created.payout, 1)});
    batch.writes.push_back(store::Append{keys::payouts_due, created.payout.id});
    batch.writes.push_back(store::Append{keys::journal, records::pack_journal(earned)});
    return debt;
}

}  // namespace kazi::tests
