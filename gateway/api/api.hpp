// SPDX-License-Identifier: Apache-2.0
// The client API, version 1: who asks, what for, and each POST applied exactly once.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/api/client_key.hpp"
#include "gateway/api/market.hpp"
#include "gateway/api/planned.hpp"
#include "gateway/api/reading.hpp"
#include "gateway/api/route.hpp"
#include "gateway/http/exchange.hpp"
#include "gateway/world.hpp"
#include "taskflow/dialogue/phrasebook.hpp"

namespace kazi::gateway::api {

class Api {
public:
    /// Serves everything under /v1/. Both outlive it; `world.store` holds all state.
    /// `phrases` must outlive the API.
    Api(World& world, std::vector<Market> markets, const taskflow::dialogue::Phrasebook& phrases);

    /// Answers one request: never fails, every refusal is a problem (RFC 9457). What a 2xx says is
    /// durable.
    boost::asio::awaitable<protocols::HttpReply> serve(http::Exchange& exchange);

    /// For the server: which requests are to be handed over with `Exchange::stream`.
    [[nodiscard]] static bool streams_body(std::string_view method, std::string_view target);

private:
    using Reply = protocols::HttpReply;

    /// A request on its way: what is known of it so far.
    struct Call {
        http::Exchange* exchange = nullptr;
        Route route;
        Client client;
        const Market* market = nullptr;  ///< of the campaign in the path
        std::uint32_t campaign = 0;
        std::string idempotency_key;
    };
    /// A change, and what it is decided on.
    struct Change {
        const Market* market = nullptr;
        std::vector<store::Place> places;
        std::function<Plan(Values)> plan;
    };
    using Known = boost::system::result<Client, Problem>;

    boost::asio::awaitable<Reply> answer(Call* call);
    boost::asio::awaitable<Known> authenticate(std::string_view authorization);
    boost::asio::awaitable<Reply> dispatch(Call* call);
    boost::asio::awaitable<Reply> look(Call* call);
    boost::asio::awaitable<Reply> change(Call* call);
    boost::asio::awaitable<Reply> upload(Call* call);
    boost::asio::awaitable<Reply> apply(Call* call, Change change);

    [[nodiscard]] std::optional<Problem> name_campaign(Call& call) const;
    [[nodiscard]] boost::system::result<Change, Problem> change_of(const Call& call) const;
    [[nodiscard]] boost::system::result<Change, Problem> funding_of(const Call& call) const;
    [[nodiscard]] boost::system::result<Change, Problem> creation_of(const Call& call) const;
    [[nodiscard]] boost::system::result<Change, Problem> decision_of(const Call& call) const;
    [[nodiscard]] boost::system::result<Change, Problem> transition_of(const Call& call) const;

    World& world_;
    std::vector<Market> markets_;
    const taskflow::dialogue::Phrasebook& phrases_;
    Reading reading_;
};

}  // namespace kazi::gateway::api
