// SPDX-License-Identifier: Apache-2.0
// What is due between two workers: pay for who brought a friend, and numbers of one person.
#pragma once

#include "gateway/keepers/keepers.hpp"

namespace kazi::gateway::keepers {

/// One round: all that is due now.
boost::asio::awaitable<void> look_after_ties(Post post);

}  // namespace kazi::gateway::keepers
