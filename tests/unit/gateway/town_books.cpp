// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/gateway/town_books.hpp"

#include <doctest/doctest.h>

#include "gateway/audit/audit_feed.hpp"
#include "gateway/engine/commit_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/journal_record.hpp"
#include "taskflow/pay/accounts.hpp"

namespace kazi::gateway {

namespace {

constexpr std::int64_t funded_micro = 1'000'000'000;
const billing::Account payer{billing::AccountKind::client_paid_in, {}};

template <class T>
store::Completion<T> into(std::optional<T>& result) {
    return [&result](store::StoreResult<T> answer) {
        if (answer) result = std::move(*answer);
    };
}

void feed_funding(SmallTown& town, audit::AuditFeed& feed) {
    const billing::Money amount{funded_micro, town.cell.market.currency};
    records::JournalEntry entry;
    entry.cause = records::Cause::funding;
    billing::move(entry.postings, payer, taskflow::escrow_of(1), amount);
    REQUIRE(feed.journal_entry({"0-1", records::pack_journal(entry)}));
    REQUIRE(
        feed.balance(engine::balance_field(payer, amount.currency), std::to_string(-funded_micro)));
}

void feed_journal(SmallTown& town, audit::AuditFeed& feed) {
    std::optional<std::vector<store::StreamEntry>> page;
    town.store.range({town.cell.cell, keys::journal, "0", 10'000}, into(page));
    REQUIRE(page);
    for (const store::StreamEntry& entry : *page)
        REQUIRE(feed.journal_entry(entry));
}

void feed_wallets(SmallTown& town, audit::AuditFeed& feed) {
    for (const taskflow::WorkerId& id : feed.workers()) {
        std::optional<store::Loaded> loaded;
        town.store.load({town.cell.cell, keys::worker(id), {}}, into(loaded));
        REQUIRE(loaded);
        REQUIRE(feed.wallet(id, loaded->record));
    }
}

store::ScanPage all_of(SmallTown& town, const char* hash) {
    std::optional<store::ScanPage> page;
    town.store.scan(town.cell.cell, hash, 0, 10'000, into(page));
    REQUIRE(page);
    return *page;
}

void feed_rest(SmallTown& town, audit::AuditFeed& feed) {
    const store::ScanPage balances = all_of(town, keys::balances);
    for (const auto& [field, value] : balances.fields)
        REQUIRE(feed.balance(field, value));
    const store::ScanPage payouts = all_of(town, keys::payouts);
    for (const auto& [id, payout] : payouts.fields)
        REQUIRE(feed.payout(payout));
    for (const auto& [campaign, answers] : feed.campaigns()) {
        std::optional<std::vector<std::optional<std::string>>> told;
        town.store.fields(town.cell.cell, keys::tally(campaign), {"answers"}, into(told));
        REQUIRE(told);
        feed.tally(campaign, told->front());
    }
}

}  // namespace

std::vector<std::string> faults_in_books(SmallTown& town) {
    audit::AuditFeed feed(town.cell.cell);
    feed_funding(town, feed);
    feed_journal(town, feed);
    feed_wallets(town, feed);
    feed_rest(town, feed);
    std::vector<std::string> faults;
    for (const billing::Finding& finding : feed.finish().findings)
        faults.push_back(finding.account + ": " + finding.text);
    return faults;
}

}  // namespace kazi::gateway
