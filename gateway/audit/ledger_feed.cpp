// SPDX-License-Identifier: Apache-2.0
#include "gateway/audit/ledger_feed.hpp"

#include <utility>

#include "gateway/audit/entries.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::audit {

namespace {

using boost::asio::awaitable;
using store::StoreError;
using store::StoreFault;

std::string_view word_of(records::Cause cause) {
    switch (cause) {
        case records::Cause::turn:
            return "turn";
        case records::Cause::funding:
            return "funding";
        case records::Cause::campaign:
            return "campaign";
        case records::Cause::payout:
            return "payout";
        case records::Cause::offer:
            return "offer";
        case records::Cause::report:
            return "report";
        case records::Cause::top_up:
            return "top_up";
        case records::Cause::friend_worked:
            return "friend";
        case records::Cause::number_joined:
            return "number";
    }
    return "?";
}

}  // namespace

ReadEntry ledger_entry_of(const store::StreamEntry& entry) {
    auto journal = records::journal_from(entry.payload);
    if (!journal) return {};
    if (journal->postings.empty()) return {true, std::nullopt};
    billing::LedgerEntry made;
    made.id = entry.id;
    made.at_us = written_at(entry.id);
    made.cause = word_of(journal->cause);
    made.reference = std::move(journal->reference);
    made.postings = std::move(journal->postings);
    return {true, std::move(made)};
}

awaitable<store::StoreResult<bool>> read_ledger(
    store::Store& store, std::string cell, std::function<void(const billing::LedgerEntry&)> take) {
    std::string last = "0";
    for (;;) {
        store::StreamRange range{cell, keys::journal, last, page_size};
        const auto page = co_await store::range(store, std::move(range));
        if (!page) co_return page.error();
        for (const store::StreamEntry& entry : *page) {
            const ReadEntry read = ledger_entry_of(entry);
            if (!read.readable)
                co_return StoreError{StoreFault::refused,
                                     "journal entry " + entry.id + " can't be read"};
            if (read.entry) take(*read.entry);
            last = entry.id;
        }
        if (page->empty()) co_return true;
    }
}

}  // namespace kazi::gateway::audit
