// SPDX-License-Identifier: Apache-2.0
// What the keeping of gold remembers between its rounds. All of it can be read again.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "gateway/keepers/gold_log.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/records/item_record.hpp"

namespace kazi::gateway::keepers {

/// Of one campaign: how far its results were read, and which of them rest.
struct RestingItems {
    std::string last_id = "0";
    std::vector<records::ItemResult> results;
};

struct GoldKept {
    GoldLog answers;
    std::string last_id = "0";  ///< of the journal
    std::map<std::uint32_t, RestingItems> resting;
};

/// One round over all campaigns of the board: of each, one ailing gold item is put aside, or what
/// has rested becomes gold. `kept` outlives it.
boost::asio::awaitable<void> look_after_gold(Post post, GoldKept* kept);

}  // namespace kazi::gateway::keepers
