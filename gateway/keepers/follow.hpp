// SPDX-License-Identifier: Apache-2.0
// What came to a stream since somebody last looked.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>

#include "gateway/keepers/keepers.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::keepers {

using StreamReader = std::function<void(const store::StreamEntry&)>;

/// Hands the entries after `last_id` to `take`, in order, and moves `last_id` on with each. False:
/// the store is away; what was read so far counts. Ends early, with true, when the daemon stops.
boost::asio::awaitable<bool> follow(Post post, std::string stream, std::string* last_id,
                                    StreamReader take);

}  // namespace kazi::gateway::keepers
