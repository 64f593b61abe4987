// SPDX-License-Identifier: Apache-2.0
#include "gateway/audit/store_audit.hpp"

#include <memory>
#include <set>
#include <utility>

#include "gateway/audit/entries.hpp"
#include "gateway/audit/ledger_seals.hpp"
#include "gateway/audit/scratch_file.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::audit {

namespace {

using boost::asio::awaitable;
using store::Store;

constexpr int tries_max = 5;

// One reading of a cell.
struct Reading {
    std::string cell;
    AuditFeed feed;
    SealCheck seals;
    std::set<std::string> balances = {};  ///< told already
};

awaitable<store::StoreResult<bool>> read_journal(Store& store, Reading& reading) {
    for (;;) {
        store::StreamRange range{reading.cell, keys::journal, reading.feed.last_entry(), page_size};
        const auto page = co_await store::range(store, std::move(range));
        if (!page) co_return page.error();
        for (const store::StreamEntry& entry : *page) {
            if (!reading.feed.journal_entry(entry))
                co_return unreadable("journal entry " + entry.id);
            reading.seals.entry(entry);
        }
        if (page->empty()) co_return true;
    }
}

awaitable<store::StoreResult<bool>> read_wallets(Store& store, Reading& reading) {
    for (const taskflow::WorkerId& id : reading.feed.workers()) {
        store::LoadRequest request{
            .cell = reading.cell, .record_key = keys::worker(id), .also = {}};
        const auto loaded = co_await store::load(store, std::move(request));
        if (!loaded) co_return loaded.error();
        if (!reading.feed.wallet(id, loaded->record)) co_return unreadable("worker " + to_hex(id));
    }
    co_return true;
}

bool take_balance(Reading& reading, const std::string& field, const std::string& value) {
    const bool first = reading.balances.insert(field).second;
    return !first || reading.feed.balance(field, value);
}

bool take_payout(Reading& reading, const std::string&, const std::string& value) {
    return reading.feed.payout(value);
}

using TakeField = bool (*)(Reading&, const std::string& field, const std::string& value);

// A scan may show a field twice: of payouts the audit sees to that itself, they are too many.
awaitable<store::StoreResult<bool>> read_hash(Store& store, Reading& reading, std::string key,
                                              TakeField take) {
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(store, reading.cell, key, cursor, page_size);
        if (!page) co_return page.error();
        for (const auto& [field, value] : page->fields) {
            if (!take(reading, field, value)) co_return unreadable(key + " " + field);
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return true;
}

// The answers that clients are told of are those that the journal holds.
awaitable<store::StoreResult<bool>> read_tallies(Store& store, Reading& reading) {
    for (const auto& [campaign, answers] : reading.feed.campaigns()) {
        std::vector<std::string> names(1, "answers");
        const auto tally =
            co_await store::fields(store, reading.cell, keys::tally(campaign), std::move(names));
        if (!tally) co_return tally.error();
        reading.feed.tally(campaign, tally->front());
    }
    co_return true;
}

awaitable<store::StoreResult<bool>> read_cell(Store& store, Reading& reading) {
    const auto journal = co_await read_journal(store, reading);
    if (!journal) co_return journal.error();
    const auto wallets = co_await read_wallets(store, reading);
    if (!wallets) co_return wallets.error();
    const auto balances = co_await read_hash(store, reading, keys::balances, &take_balance);
    if (!balances) co_return balances.error();
    const auto payouts = co_await read_hash(store, reading, keys::payouts, &take_payout);
    if (!payouts) co_return payouts.error();
    co_return co_await read_tallies(store, reading);
}

awaitable<bool> journal_grew(Store& store, std::string cell, std::string last_entry) {
    store::StreamRange range{std::move(cell), keys::journal, std::move(last_entry), 1};
    const auto page = co_await store::range(store, std::move(range));
    co_return page && !page->empty();
}

}  // namespace

awaitable<store::StoreResult<CellReport>> audit_cell(Store& store, std::string cell) {
    for (int tries = 1;; ++tries) {
        auto seals = co_await read_seals(store, cell);
        if (!seals) co_return seals.error();
        Reading reading{cell, AuditFeed(cell, std::make_unique<ScratchFile>()),
                        SealCheck(std::move(*seals))};
        const auto read = co_await read_cell(store, reading);
        if (!read) co_return read.error();
        const std::string last_entry = reading.feed.last_entry();
        CellReport report = reading.feed.finish();
        for (billing::Finding& finding : reading.seals.finish())
            report.findings.push_back(std::move(finding));
        if (report.findings.empty() || tries == tries_max) co_return std::move(report);
        const bool grew = co_await journal_grew(store, cell, last_entry);
        if (!grew) co_return std::move(report);
    }
}

}  // namespace kazi::gateway::audit
