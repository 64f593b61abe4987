// SPDX-License-Identifier: Apache-2.0
// Makes up for pay that missed the market's floor, out of what a campaign put aside for that.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>

#include "gateway/keepers/keepers.hpp"

namespace kazi::gateway::keepers {

/// Credits every worker of a campaign what her answers lack so far, by the effort measured now.
/// True: nothing is left to be credited. False: the store is away or somebody was busy; once more.
boost::asio::awaitable<bool> top_up_wages(Post post, taskflow::Campaign campaign);

/// How long a campaign's answers took so far. Nothing: the store is away.
boost::asio::awaitable<std::optional<taskflow::EffortCounts>> effort_of(Post post,
                                                                        std::uint32_t number);

}  // namespace kazi::gateway::keepers
