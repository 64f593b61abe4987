// SPDX-License-Identifier: Apache-2.0
// What an operator sees of gold.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "config/config.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::cli {

/// One JSON line for each gold item of a campaign that has its share decided: its label, how it
/// stands, how often it was asked, as a check and in all, and how often it was answered rightly.
[[nodiscard]] boost::asio::awaitable<int> list_gold(store::Store& store,
                                                    const config::Config& config);

}  // namespace kazi::gateway::cli
