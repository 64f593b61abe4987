// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/payout_words.hpp"

#include <fmt/format.h>

#include <utility>

#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/payer/window.hpp"
#include "gateway/payer/words.hpp"
#include "gateway/store/await.hpp"
#include "gateway/world.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;

awaitable<bool> write(store::Store& store, store::Batch batch) {
    const auto outcome = co_await store::commit(store, std::move(batch));
    co_return outcome && outcome->applied;
}

std::optional<payer::Window> changed(payer::Window window, const std::string& what,
                                     taskflow::Instant now) {
    if (what == "open") return payer::Window{window.version, true, false, now};
    if (what == "matched" && window.open)
        return payer::Window{window.version, true, true, window.opened_at};
    if (what == "close" && window.open)
        return payer::Window{window.version, false, false, window.opened_at};
    return std::nullopt;
}

awaitable<bool> set_window_of(store::Store& store, std::string cell, std::string what,
                              taskflow::Instant now) {
    store::LoadRequest request;
    request.cell = cell;
    request.also.push_back(payer::window_place());
    const auto loaded = co_await store::load(store, std::move(request));
    if (!loaded) co_return false;
    const auto& bytes = loaded->also.front();
    const auto before = bytes ? payer::window_from(*bytes) : payer::Window{};
    const auto after = before ? changed(*before, what, now) : std::nullopt;
    if (!after) {
        fmt::print(stderr, "kazi payouts: {}: the window is not open\n", cell);
        co_return false;
    }
    store::Batch batch;
    batch.cell = cell;
    batch.guards.push_back(store::VersionIs{payer::window_place(), after->version});
    batch.writes.push_back(
        store::Put{payer::window_place(), payer::pack_window(*after, after->version + 1)});
    const bool written = co_await write(store, std::move(batch));
    fmt::print(written ? stdout : stderr, "{}: {}\n", cell,
               written ? what : std::string("the store did not take it"));
    co_return written;
}

}  // namespace

awaitable<int> resume_account(store::Store& store, const config::Config& config,
                              std::string account) {
    const SystemClock clock;
    for (const config::Provider& provider : config.providers) {
        if (provider.name != account) continue;
        store::Batch batch;
        batch.cell = app::cell_name(provider.market);
        batch.writes.push_back(payer::word_write(account, clock.now()));
        const bool written = co_await write(store, std::move(batch));
        if (written) co_return ok;
        fmt::print(stderr, "kazi payouts: the store does not answer\n");
        co_return failed;
    }
    fmt::print(stderr, "kazi payouts: there is no provider {}\n", account);
    co_return failed;
}

awaitable<int> set_window(store::Store& store, const config::Config& config, std::string market,
                          std::string what) {
    const SystemClock clock;
    bool all = true;
    int found = 0;
    for (const config::Market& one : config.markets) {
        if (!market.empty() && one.name != market) continue;
        ++found;
        const bool done =
            co_await set_window_of(store, app::cell_name(one.name), what, clock.now());
        all = all && done;
    }
    if (found == 0) fmt::print(stderr, "kazi payouts: there is no market {}\n", market);
    co_return found > 0 && all ? ok : failed;
}

}  // namespace kazi::gateway::cli
