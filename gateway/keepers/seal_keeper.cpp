// SPDX-License-Identifier: Apache-2.0
#include "gateway/audit/ledger_seals.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/observe/log.hpp"

namespace kazi::gateway::keepers {

namespace {

using boost::asio::awaitable;

constexpr std::chrono::milliseconds round_every{60'000};
/// A journal that was long before it had seals is caught up with in rounds, not in one breath.
constexpr int seals_a_round_max = 40;

awaitable<void> seal_what_came(Post post) {
    for (int seals = 0; seals < seals_a_round_max; ++seals) {
        const auto more = co_await audit::seal_ledger(post.world.store, post.cell.settings.cell);
        if (!more) post.world.log.warn("ledger_not_sealed", {{"why", more.error().text}});
        if (!more || !*more) co_return;
    }
}

}  // namespace

awaitable<void> keep_seals(Post post) {
    for (;;) {
        const bool goes_on = co_await post.rest.wait(round_every);
        if (!goes_on) co_return;
        co_await seal_what_came(post);
    }
}

}  // namespace kazi::gateway::keepers
