// SPDX-License-Identifier: Apache-2.0
// Reads a cell's books out of the store and lets billing's audit judge them.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "gateway/audit/audit_feed.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::audit {

/// Audits one cell. While a daemon works on it, an audit whose findings may come from commits that
/// fell between its reads is done again, a few times. Fails when the store is away or holds what
/// can't be read.
[[nodiscard]] boost::asio::awaitable<store::StoreResult<CellReport>> audit_cell(store::Store& store,
                                                                                std::string cell);

}  // namespace kazi::gateway::audit
