// SPDX-License-Identifier: Apache-2.0
#include "gateway/keepers/follow.hpp"

#include <utility>

#include "gateway/store/await.hpp"

namespace kazi::gateway::keepers {

namespace {

constexpr std::uint32_t page_size = 1'000;

}  // namespace

boost::asio::awaitable<bool> follow(Post post, std::string stream, std::string* last_id,
                                    StreamReader take) {
    for (;;) {
        store::StreamRange next{post.cell.settings.cell, stream, *last_id, page_size};
        const auto page = co_await store::range(post.world.store, std::move(next));
        if (!page) co_return false;
        for (const store::StreamEntry& each : *page) {
            take(each);
            *last_id = each.id;
        }
        if (page->size() < page_size || post.rest.stopping()) co_return true;
    }
}

}  // namespace kazi::gateway::keepers
