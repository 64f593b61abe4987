// SPDX-License-Identifier: Apache-2.0
// Reads a cell's books out of the store and lets billing's audit judge them.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/system/result.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "billing/audit.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::audit {

struct CellReport {
    std::string cell;
    std::int64_t entries = 0;
    std::int64_t answers = 0;
    std::int64_t workers = 0;
    std::int64_t payouts = 0;
    std::vector<billing::Finding> findings;  ///< empty is the proof
};

/// Audits one cell. While a daemon works on it, an audit whose findings may come from commits that
/// fell between its reads is done again, a few times. Fails when the store is away or holds what
/// can't be read.
[[nodiscard]] boost::asio::awaitable<store::StoreResult<CellReport>> audit_cell(store::Store& store,
                                                                                std::string cell);

}  // namespace kazi::gateway::audit
