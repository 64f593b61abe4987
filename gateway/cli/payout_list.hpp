// SPDX-License-Identifier: Apache-2.0
// kazi payouts list and show: payouts, what each waits for, and what was said about one.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "config/config.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::cli {

/// Empty: whichever.
struct ListOptions {
    std::string state;
    std::string provider;  ///< of the newest attempt
    std::string waits_for;
    std::string id;  ///< only this one, with everything
};

/// Prints one JSON object a line. Returns the exit code: 1 when `id` is unknown.
[[nodiscard]] boost::asio::awaitable<int> list_payouts(store::Store& store,
                                                       const config::Config& config,
                                                       ListOptions options);

}  // namespace kazi::gateway::cli
