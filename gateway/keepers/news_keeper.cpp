// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/keys.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/records/outbox_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;

constexpr std::chrono::milliseconds round_every{200};
constexpr const char* group = "news";

// The news leaves its stream in the commit that tells the worker's record: told once, exactly.
awaitable<bool> tell(Post post, store::StreamEntry entry) {
    const auto news = records::news_from(entry.payload);
    if (!news) {
        post.world.log.error("news_unreadable", {{"entry", entry.id}});
        co_return true;
    }
    engine::EventRequest request;
    request.event = {news->worker, post.world.clock.now(), news->settled};
    request.trace = new_trace(post.world.entropy);
    request.attachment.writes.push_back(store::Acknowledge{keys::news, group, entry.id});
    const auto handled = co_await post.engine.handle(post.cell, std::move(request));
    co_return handled.taken();
}

}  // namespace

awaitable<void> keep_news(Post post) {
    store::ClaimRequest claim;
    claim.cell = post.cell.settings.cell;
    claim.key = keys::news;
    claim.group = group;
    claim.consumer = "kazi";
    claim.count = 200;
    claim.idle_ms = 30'000;
    for (;;) {
        const auto entries = co_await store::claim(post.world.store, claim);
        if (entries) {
            for (const store::StreamEntry& entry : *entries)
                co_await tell(post, entry);
            if (!entries->empty() && !post.rest.stopping()) continue;
        }
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
    }
}

}  // namespace kazi::gateway::keepers
