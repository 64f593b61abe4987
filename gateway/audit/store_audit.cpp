// SPDX-License-Identifier: Apache-2.0
#include "gateway/audit/store_audit.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <set>

#include "gateway/engine/keys.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/payout_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::audit {

namespace {

using boost::asio::awaitable;
using store::Store;
using store::StoreError;
using store::StoreFault;

constexpr std::uint32_t page_size = 1000;
constexpr int tries_max = 5;

StoreError unreadable(const std::string& what) {
    return {StoreFault::refused, what + " can't be read"};
}

std::int64_t number_in(const std::string& text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string answer_name(const taskflow::WorkerId& worker, const taskflow::AnswerRecord& answer) {
    return fmt::format("c{}/{}/{}", answer.item.campaign, answer.item.index, to_hex(worker));
}

// What one reading of a cell gathers.
struct Reading {
    std::string cell;
    billing::Audit audit;
    CellReport report;
    billing::Currency currency;
    std::set<taskflow::WorkerId> workers;
    std::map<std::uint32_t, std::int64_t> answers;  ///< by campaign
    std::string last_entry = "0";
};

void take_entry(Reading& reading, const std::string& id, const records::JournalEntry& entry) {
    billing::AuditEntry fed;
    fed.id = id;
    fed.postings = entry.postings;
    if (entry.cause == records::Cause::payout) fed.payout = entry.reference;
    if (entry.answer && entry.worker) {
        fed.answers.push_back(answer_name(*entry.worker, *entry.answer));
        reading.audit.accepted_answer(fed.answers.front());
        ++reading.answers[entry.answer->item.campaign];
        ++reading.report.answers;
    }
    for (const billing::Posting& posting : entry.postings) {
        if (posting.account.kind != billing::AccountKind::worker_available) continue;
        reading.currency = posting.change.currency;
        if (const auto worker = records::worker_id_from(posting.account.owner))
            reading.workers.insert(*worker);
    }
    reading.audit.entry(fed);
    ++reading.report.entries;
    reading.last_entry = id;
}

awaitable<store::StoreResult<bool>> read_journal(Store& store, Reading& reading) {
    for (;;) {
        store::StreamRange range{reading.cell, keys::journal, reading.last_entry, page_size};
        const auto page = co_await store::range(store, std::move(range));
        if (!page) co_return page.error();
        for (const store::StreamEntry& entry : *page) {
            const auto journal = records::journal_from(entry.payload);
            if (!journal) co_return unreadable("journal entry " + entry.id);
            take_entry(reading, entry.id, *journal);
        }
        if (page->empty()) co_return true;
    }
}

awaitable<store::StoreResult<bool>> read_wallets(Store& store, Reading& reading) {
    for (const taskflow::WorkerId& id : reading.workers) {
        store::LoadRequest request{
            .cell = reading.cell, .record_key = keys::worker(id), .also = {}};
        const auto loaded = co_await store::load(store, std::move(request));
        if (!loaded) co_return loaded.error();
        const auto worker = records::worker_from(loaded->record);
        if (!worker) co_return unreadable("worker " + to_hex(id));
        const billing::Account account{billing::AccountKind::worker_available,
                                       std::string(records::raw(id))};
        reading.audit.balance(account, {worker->available_micro, reading.currency});
        ++reading.report.workers;
    }
    co_return true;
}

// "escrow:c1 KES", as engine::balance_field writes it.
bool take_balance(Reading& reading, const std::string& field, const std::string& value) {
    const auto blank = field.rfind(' ');
    if (blank == std::string::npos) return false;
    const auto account = billing::parse_account(field.substr(0, blank));
    const auto currency = billing::Currency::parse(field.substr(blank + 1));
    if (!account || !currency) return false;
    reading.audit.balance(*account, {number_in(value), *currency});
    return true;
}

bool take_payout(Reading& reading, const std::string&, const std::string& value) {
    const auto stored = records::payout_from(value);
    if (!stored) return false;
    reading.audit.payout(billing::audit_payout(stored->payout));
    ++reading.report.payouts;
    return true;
}

using TakeField = bool (*)(Reading&, const std::string& field, const std::string& value);

// A scan may show a field twice; the audit wants each once.
awaitable<store::StoreResult<bool>> read_hash(Store& store, Reading& reading, std::string key,
                                              TakeField take) {
    std::set<std::string> seen;
    std::uint64_t cursor = 0;
    do {
        const auto page = co_await store::scan(store, reading.cell, key, cursor, page_size);
        if (!page) co_return page.error();
        for (const auto& [field, value] : page->fields) {
            if (!seen.insert(field).second) continue;
            if (!take(reading, field, value)) co_return unreadable(key + " " + field);
        }
        cursor = page->next_cursor;
    } while (cursor != 0);
    co_return true;
}

// The answers that clients are told of are those that the journal holds.
awaitable<store::StoreResult<bool>> check_tallies(Store& store, Reading& reading) {
    for (const auto& [campaign, answers] : reading.answers) {
        std::vector<std::string> names(1, "answers");
        const auto tally =
            co_await store::fields(store, reading.cell, keys::tally(campaign), std::move(names));
        if (!tally) co_return tally.error();
        const std::int64_t told = tally->front() ? number_in(*tally->front()) : 0;
        if (told == answers) continue;
        reading.report.findings.push_back(
            {billing::Fault::answer_not_paid, "", "",
             fmt::format("campaign c{} counts {} answers, the journal holds {}", campaign, told,
                         answers)});
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
    co_return co_await check_tallies(store, reading);
}

awaitable<bool> journal_grew(Store& store, Reading& reading) {
    store::StreamRange range{reading.cell, keys::journal, reading.last_entry, 1};
    const auto page = co_await store::range(store, std::move(range));
    co_return page && !page->empty();
}

}  // namespace

awaitable<store::StoreResult<CellReport>> audit_cell(Store& store, std::string cell) {
    for (int tries = 1;; ++tries) {
        Reading reading;
        reading.cell = cell;
        reading.report.cell = cell;
        const auto read = co_await read_cell(store, reading);
        if (!read) co_return read.error();
        auto findings = reading.audit.finish();
        auto& all = reading.report.findings;
        all.insert(all.end(), findings.begin(), findings.end());
        if (all.empty() || tries == tries_max) co_return std::move(reading.report);
        const bool grew = co_await journal_grew(store, reading);
        if (!grew) co_return std::move(reading.report);
    }
}

}  // namespace kazi::gateway::audit
