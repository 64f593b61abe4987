// SPDX-License-Identifier: Apache-2.0
#include "gateway/audit/ledger_seals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <utility>

#include "gateway/audit/entries.hpp"
#include "gateway/audit/ledger_feed.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/packed.hpp"
#include "gateway/records/version.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::audit {

namespace {

using boost::asio::awaitable;

/// The newest seal, with the version that guards it against a second daemon.
struct Newest {
    Seal seal{"0", std::string(billing::first_seal), {}};
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
    std::vector<billing::LedgerEntry> run;
    for (const store::StreamEntry& entry : page) {
        ReadEntry read = ledger_entry_of(entry);
        if (!read.readable) return std::nullopt;
        if (!read.entry) continue;
        chain.add(*read.entry);
        run.push_back(std::move(*read.entry));
    }
    return Seal{page.back().id, chain.seal(), billing::sums_of(run)};
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

/// Numbers without leading zeros: the longer one is the greater.
std::strong_ordering compare_digits(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) return left.size() <=> right.size();
    return left.compare(right) <=> 0;
}

/// A stream's ids are "milliseconds-sequence".
bool stands_behind(std::string_view id, std::string_view other) {
    const auto cut = [](std::string_view of) { return std::min(of.find('-'), of.size()); };
    const auto ms = compare_digits(id.substr(0, cut(id)), other.substr(0, cut(other)));
    if (ms != 0) return ms > 0;
    return compare_digits(id.substr(cut(id)), other.substr(cut(other))) > 0;
}

}  // namespace

std::string pack_seal(const Seal& seal) {
    records::Packer out;
    out.text(seal.entry);
    out.text(seal.seal);
    if (!seal.sums) return out.take();
    out.number(seal.sums->count);
    out.number(seal.sums->plain);
    out.number(seal.sums->weighted);
    return out.take();
}

std::optional<Seal> seal_from(std::string_view bytes) {
    records::Unpacker in(bytes);
    Seal seal;
    seal.entry = in.text();
    seal.seal = in.text();
    if (seal.seal.size() != billing::first_seal.size()) return std::nullopt;
    if (in.done()) return seal;
    const auto count = static_cast<std::uint32_t>(in.number());
    const auto plain = static_cast<std::uint32_t>(in.number());
    seal.sums = billing::RunSums{count, plain, static_cast<std::uint32_t>(in.number())};
    if (!in.done()) return std::nullopt;
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
    const Seal& seal = seals_[next_];
    if (stands_behind(entry.id, seal.entry)) return break_at(seal, false);
    ReadEntry read = ledger_entry_of(entry);
    if (read.entry) {
        chain_.add(*read.entry);
        // One more than was sealed can be named, whatever goes beyond can't.
        if (run_.size() <= entries_per_seal_max) run_.push_back(std::move(*read.entry));
    }
    if (entry.id == seal.entry) reach(seal);
}

void SealCheck::reach(const Seal& seal) {
    if (chain_.seal() != seal.seal) return break_at(seal, true);
    good_ = seal.entry;
    run_.clear();
    ++next_;
}

const std::string& SealCheck::before(std::size_t place) const {
    return place == 0 ? good_ : run_[place - 1].id;
}

billing::Finding SealCheck::name(const billing::Damage& damage) const {
    using Kind = billing::Damage::Kind;
    const std::string& nearest =
        damage.kind == Kind::left_out ? before(damage.place) : run_[damage.place].id;
    const std::string_view what = damage.kind == Kind::changed ? "entry {} is not what was sealed"
                                  : damage.kind == Kind::put_in
                                      ? "entry {} was put in after its time"
                                      : "the entry that stood behind {} was left out";
    return {billing::Fault::chain_broken, nearest, "", fmt::format(fmt::runtime(what), nearest)};
}

void SealCheck::break_at(const Seal& seal, bool came_to_it) {
    const auto damage = seal.sums ? billing::find_damage(*seal.sums, run_) : std::nullopt;
    if (damage) return findings_.push_back(name(*damage));
    // An entry without money is no part of the chain, but its place was sealed.
    const bool only_the_end = !came_to_it && chain_.seal() == seal.seal;
    const std::string text = only_the_end
                                 ? fmt::format("entry {} was left out", seal.entry)
                                 : fmt::format(
                                       "between the entries {} and {} the journal is not what was "
                                       "sealed: several were changed, left out or put in",
                                       good_, seal.entry);
    findings_.push_back({billing::Fault::chain_broken, seal.entry, "", text});
}

std::vector<billing::Finding> SealCheck::finish() {
    // A sealed entry that never came was left out, and its seal with it says so.
    if (findings_.empty() && next_ < seals_.size()) break_at(seals_[next_], false);
    return std::move(findings_);
}

}  // namespace kazi::gateway::audit
