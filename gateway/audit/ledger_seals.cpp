// SPDX-License-Identifier: Apache-2.0
#include "gateway/audit/ledger_seals.hpp"

#include <fmt/format.h>

#include <utility>

#include "gateway/audit/ledger_feed.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::audit {

namespace {

using boost::asio::awaitable;
using store::StoreError;
using store::StoreFault;

constexpr std::uint32_t page_size = 1000;

StoreError unreadable(const std::string& what) {
    return {StoreFault::refused, what + " can't be read"};
}

/// The newest seal, with the version that guards it against a second daemon.
struct Newest {
    Seal seal{"0", std::string(billing::first_seal)};
    std::uint32_t version = 0;
};

std::optional<Newest> newest_from(const std::optional<std::string>& value) {
    if (!value) return Newest{};
    const auto version = records::version_of(*value);
    if (!version) return std::nullopt;
    auto seal = seal_from(std::string_view(*value).substr(records::version_size));
    if (!seal) return std::nullopt;
    return Newest{std::move(*seal), *version};
}

/// Nothing when an entry can't be read.
std::optional<Seal> sealed_page(const Seal& before, const std::vector<store::StreamEntry>& page) {
    billing::LedgerChain chain(before.seal);
    Seal sealed = before;
    for (const store::StreamEntry& entry : page) {
        const ReadEntry read = ledger_entry_of(entry);
        if (!read.readable) return std::nullopt;
        if (read.entry) chain.add(*read.entry);
        sealed.entry = entry.id;
    }
    sealed.seal = chain.seal();
    return sealed;
}

store::Batch seal_batch(const std::string& cell, const Newest& before, const Seal& seal) {
    store::Batch batch;
    batch.cell = cell;
    const std::string packed = pack_seal(seal);
    batch.guards.push_back(store::VersionIs{{keys::seal}, before.version});
    batch.writes.push_back(
        store::Put{{keys::seal}, records::version_bytes(before.version + 1) + packed});
    batch.writes.push_back(store::Append{keys::seals, packed});
    return batch;
}

}  // namespace

std::string pack_seal(const Seal& seal) {
    records::Packer out;
    out.text(seal.entry);
    out.text(seal.seal);
    return out.take();
}

std::optional<Seal> seal_from(std::string_view bytes) {
    records::Unpacker in(bytes);
    Seal seal;
    seal.entry = in.text();
    seal.seal = in.text();
    if (!in.done() || seal.seal.size() != billing::first_seal.size()) return std::nullopt;
    return seal;
}

awaitable<store::StoreResult<bool>> seal_ledger(store::Store& store, std::string cell) {
    store::LoadRequest request;
    request.cell = cell;
    request.also.push_back({keys::seal});
    const auto loaded = co_await store::load(store, std::move(request));
    if (!loaded) co_return loaded.error();
    const auto newest = newest_from(loaded->also.front());
    if (!newest) co_return unreadable("the newest seal");
    store::StreamRange range{cell, keys::journal, newest->seal.entry, entries_per_seal_max};
    const auto page = co_await store::range(store, std::move(range));
    if (!page) co_return page.error();
    if (page->empty()) co_return false;
    const auto seal = sealed_page(newest->seal, *page);
    if (!seal) co_return unreadable("a journal entry after " + newest->seal.entry);
    store::Batch batch = seal_batch(cell, *newest, *seal);
    const auto outcome = co_await store::commit(store, std::move(batch));
    if (!outcome) co_return outcome.error();
    co_return page->size() == entries_per_seal_max;
}

awaitable<store::StoreResult<std::vector<Seal>>> read_seals(store::Store& store, std::string cell) {
    std::vector<Seal> seals;
    std::string last = "0";
    for (;;) {
        store::StreamRange range{cell, keys::seals, last, page_size};
        const auto page = co_await store::range(store, std::move(range));
        if (!page) co_return page.error();
        for (const store::StreamEntry& entry : *page) {
            auto seal = seal_from(entry.payload);
            if (!seal) co_return unreadable("seal " + entry.id);
            seals.push_back(std::move(*seal));
            last = entry.id;
        }
        if (page->empty()) co_return std::move(seals);
    }
}

void SealCheck::entry(const store::StreamEntry& entry) {
    if (next_ == seals_.size() || !findings_.empty()) return;
    const ReadEntry read = ledger_entry_of(entry);
    if (read.entry) chain_.add(*read.entry);
    const Seal& seal = seals_[next_];
    if (entry.id != seal.entry) return;
    if (chain_.seal() != seal.seal) return break_at(seal);
    good_ = seal.entry;
    ++next_;
}

void SealCheck::break_at(const Seal& seal) {
    findings_.push_back({billing::Fault::chain_broken, seal.entry, "",
                         fmt::format("between the entries {} and {} the journal is not what was "
                                     "sealed: one was changed, left out or put in",
                                     good_, seal.entry)});
}

std::vector<billing::Finding> SealCheck::finish() {
    // A sealed entry that never came was left out, and its seal with it says so.
    if (findings_.empty() && next_ < seals_.size()) break_at(seals_[next_]);
    return std::move(findings_);
}

}  // namespace kazi::gateway::audit
