// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/outbound.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

namespace kazi::gateway::http {

namespace asio = boost::asio;

namespace {

// A class instead of a lambda: GCC 12 destroys a lambda's captures twice inside a co_await.
struct StartSending {
    template <class Handler>
    void operator()(Handler&& handler, Outbound* outbound, protocols::HttpRequest request,
                    SendOptions options) const {
        // std::function copies what it holds; a coroutine's handler only moves.
        auto waiting = std::make_shared<std::decay_t<Handler>>(std::forward<Handler>(handler));
        outbound->send(std::move(request), options, [waiting](HttpOutcome outcome) {
            auto resume = std::move(*waiting);
            std::move(resume)(std::move(outcome));
        });
    }
};

}  // namespace

asio::awaitable<HttpOutcome> send(Outbound& outbound, protocols::HttpRequest request,
                                  SendOptions options) {
    StartSending start;
    auto sending = asio::async_initiate<const asio::use_awaitable_t<>, void(HttpOutcome)>(
        start, asio::use_awaitable, &outbound, std::move(request), options);
    auto outcome = co_await std::move(sending);
    co_return outcome;
}

}  // namespace kazi::gateway::http
