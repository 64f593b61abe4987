// SPDX-License-Identifier: Apache-2.0
#include "gateway/keepers/keepers.hpp"
#include "gateway/numbers/number_keys.hpp"
#include "gateway/observe/log.hpp"

namespace kazi::gateway::keepers {

using boost::asio::awaitable;

awaitable<void> keep_number_keys(Post post, numbers::KeyFile& keys) {
    constexpr std::chrono::milliseconds round_every{60'000};
    for (;;) {
        const std::size_t destroyed =
            co_await numbers::destroy_doomed_keys(post.world.store, post.cell.settings.cell, keys);
        if (destroyed > 0) post.world.log.info("number_keys_destroyed", {{"count", destroyed}});
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
    }
}

}  // namespace kazi::gateway::keepers
