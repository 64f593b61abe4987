// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/keys.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/records/worker_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;

constexpr std::chrono::milliseconds round_every{500};
constexpr std::uint32_t batch_size = 100;

awaitable<void> fire(Post post, std::string member) {
    const auto worker = records::worker_id_from(member);
    if (!worker) co_return;
    engine::EventRequest request;
    request.event = {*worker, post.world.clock.now(), taskflow::TimerFired{}};
    request.trace = new_trace(post.world.entropy);
    const auto handled = co_await post.engine.handle(post.cell, std::move(request));
    if (!handled.taken()) post.world.log.warn("timer_not_handled", {{"worker", to_hex(*worker)}});
}

}  // namespace

awaitable<void> keep_timers(Post post) {
    for (;;) {
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
        const std::int64_t now_ms = post.world.clock.now() / 1000;
        const auto due = co_await store::due(post.world.store, post.cell.settings.cell,
                                             keys::timers, now_ms, batch_size);
        if (!due) continue;
        for (const store::DueMember& member : *due)
            co_await fire(post, member.member);
    }
}

}  // namespace kazi::gateway::keepers
