// SPDX-License-Identifier: Apache-2.0
// Seals written down as the journal grows, each a link of the chain: who changes, drops or slips in
// an entry afterwards has to change every later seal too, and those that were noted elsewhere.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "billing/audit.hpp"
#include "billing/ledger_chain.hpp"
#include "billing/ledger_sums.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::audit {

/// How far the chain reached when a seal was written.
struct Seal {
    std::string entry;  ///< the journal entry that it covers last; "0": none
    std::string seal;   ///< as LedgerChain makes it
    /// Of the entries since the seal before; nothing in seals from before there were sums.
    std::optional<billing::RunSums> sums = {};

    friend bool operator==(const Seal&, const Seal&) = default;
};

[[nodiscard]] std::string pack_seal(const Seal& seal);
[[nodiscard]] std::optional<Seal> seal_from(std::string_view bytes);

/// Journal entries between two seals at most.
inline constexpr std::uint32_t entries_per_seal_max = 500;

/// Seals what came since the last seal, one seal at most. Several daemons may: one of them does.
/// True: there may be more to seal. Fails: the store is away, or an entry can't be read.
[[nodiscard]] boost::asio::awaitable<store::StoreResult<bool>> seal_ledger(store::Store& store,
                                                                           std::string cell);

/// Every seal of a cell, in order.
[[nodiscard]] boost::asio::awaitable<store::StoreResult<std::vector<Seal>>> read_seals(
    store::Store& store, std::string cell);

/// Holds the journal, fed in order, against the seals. Remembers what came since the last one that
/// held, so that the entry which broke it can be named.
class SealCheck {
public:
    explicit SealCheck(std::vector<Seal> seals) : seals_(std::move(seals)) {}

    void entry(const store::StreamEntry& entry);
    /// At most one finding: behind the first broken link nothing can be said.
    [[nodiscard]] std::vector<billing::Finding> finish();

private:
    void reach(const Seal& seal);
    void break_at(const Seal& seal, bool came_to_it);
    [[nodiscard]] billing::Finding name(const billing::Damage& damage) const;
    [[nodiscard]] const std::string& before(std::size_t place) const;

    std::vector<Seal> seals_;
    std::size_t next_ = 0;
    std::string good_ = "0";  ///< the last entry whose seal held
    billing::LedgerChain chain_;
    std::vector<billing::LedgerEntry> run_;  ///< since then
    std::vector<billing::Finding> findings_;
};

}  // namespace kazi::gateway::audit
