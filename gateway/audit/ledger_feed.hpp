// SPDX-License-Identifier: Apache-2.0
// A cell's journal as billing's ledger entries, for export, statements and seals.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>

#include "billing/ledger_chain.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::audit {

/// The money in a journal entry; nothing when it moved none, or when the bytes can't be read.
struct ReadEntry {
    bool readable = false;
    std::optional<billing::LedgerEntry> entry;
};
[[nodiscard]] ReadEntry ledger_entry_of(const store::StreamEntry& entry);

/// Reads the whole journal in its order, a page at a time. Fails: the store is away, or an entry
/// can't be read, which it names.
boost::asio::awaitable<store::StoreResult<bool>> read_ledger(
    store::Store& store, std::string cell, std::function<void(const billing::LedgerEntry&)> take);

}  // namespace kazi::gateway::audit
