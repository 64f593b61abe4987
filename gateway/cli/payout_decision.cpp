// SPDX-License-Identifier: Apache-2.0
#include "gateway/cli/payout_decision.hpp"

#include <fmt/format.h>

#include <boost/asio/this_coro.hpp>

#include "gateway/app/accounts.hpp"
#include "gateway/app/cells.hpp"
#include "gateway/cli/commands.hpp"
#include "gateway/cli/office.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/payer/payer.hpp"
#include "gateway/records/payout_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::cli {

namespace {

using boost::asio::awaitable;

awaitable<std::optional<billing::Payout>> find_payout(store::Store& store, std::string cell,
                                                      std::string id) {
    std::vector<std::string> names(1, id);
    const auto found =
        co_await store::fields(store, std::move(cell), keys::payouts, std::move(names));
    if (!found || !found->front()) co_return std::nullopt;
    auto stored = records::payout_from(*found->front());
    if (!stored) co_return std::nullopt;
    co_return std::move(stored->payout);
}

int tell(const payer::Applied& applied, const std::string& id) {
    using Kind = payer::Applied::Kind;
    switch (applied.kind) {
        case Kind::moved:
            fmt::print("{}: {}\n", id, billing::to_string(applied.transition.payout.state));
            return ok;
        case Kind::unchanged:
            fmt::print(stderr, "kazi payouts: {} stays as it is: {}\n", id,
                       billing::to_string(applied.transition.payout.state));
            return failed;
        case Kind::missing:
            fmt::print(stderr, "kazi payouts: there is no payout {}\n", id);
            return failed;
        case Kind::unavailable:
            fmt::print(stderr, "kazi payouts: the store does not answer; look before you repeat\n");
            return failed;
        case Kind::barred:
        case Kind::stuck:
            break;
    }
    fmt::print(stderr, "kazi payouts: the books don't take it\n");
    return failed;
}

}  // namespace

awaitable<int> decide_payout(store::Store& store, const config::Config& config, std::string payout,
                             billing::Decision decision) {
    const auto executor = co_await boost::asio::this_coro::executor;
    Office office(context_of(executor), store, config);
    decision.at_us = office.clock.now();
    for (const config::Market& market : config.markets) {
        const auto found = co_await find_payout(store, app::cell_name(market.name), payout);
        if (!found) continue;
        const payer::PayerSettings settings = app::payer_settings(config, market);
        if (settings.accounts.empty()) {
            fmt::print(stderr, "kazi payouts: no provider pays in {}\n", market.name);
            co_return failed;
        }
        const keepers::Post post = office.post(market.name);
        // Whoever is told of it may be looking at a question of any campaign.
        const bool fresh = co_await keepers::refresh_board(post);
        if (!fresh) co_return tell(payer::Applied{}, payout);
        const payer::Applied applied =
            co_await payer::decide(post, settings, payout, std::move(decision));
        co_return tell(applied, payout);
    }
    fmt::print(stderr, "kazi payouts: there is no payout {}\n", payout);
    co_return failed;
}

}  // namespace kazi::gateway::cli
