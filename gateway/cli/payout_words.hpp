// SPDX-License-Identifier: Apache-2.0
// What an operator tells the payer as a whole: go on with an account; the store forgot something.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "config/config.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::cli {

/// The account's trouble is over: its queue goes on within seconds. Returns the exit code.
boost::asio::awaitable<int> resume_account(store::Store& store, const config::Config& config,
                                           std::string account);

/// `what`: open (the store may have forgotten payouts), matched (the providers' reports of the lost
/// time are imported) or close. All markets when `market` is empty. Returns the exit code.
boost::asio::awaitable<int> set_window(store::Store& store, const config::Config& config,
                                       std::string market, std::string what);

}  // namespace kazi::gateway::cli
