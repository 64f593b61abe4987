// SPDX-License-Identifier: Apache-2.0
// A provider's report against the store's payouts.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "config/config.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::cli {

struct ReconcileOptions {
    std::string provider;     ///< the account's name
    std::string report;       ///< the report's text, CSV
    std::int64_t from_s = 0;  ///< the time it covers
    std::int64_t until_s = 0;
    std::string opening;  ///< "KES 100.00"; with `closing`: the report is complete when they add up
    std::string closing;
    bool apply = false;  ///< false: only say what would be done
};

/// Says each difference; with `apply`, tells the payouts and puts what nobody explains in suspense,
/// each line once however often the report is read. The exit code.
boost::asio::awaitable<int> reconcile_report(store::Store& store, const config::Config& config,
                                             ReconcileOptions options);

}  // namespace kazi::gateway::cli
