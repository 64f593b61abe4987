// SPDX-License-Identifier: Apache-2.0
// A person's decision about a payout, taken on the store, whether the daemon runs or not.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "billing/payout.hpp"
#include "config/config.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::cli {

/// Records who decided what and why together with what it moves; nothing goes round the double
/// entry. Prints what came of it; the exit code.
boost::asio::awaitable<int> decide_payout(store::Store& store, const config::Config& config,
                                          std::string payout, billing::Decision decision);

}  // namespace kazi::gateway::cli
