// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/wait.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace kazi::gateway::http {

namespace asio = boost::asio;

asio::awaitable<bool> ring(asio::steady_timer& timer) {
    constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);
    const auto [ec] = co_await timer.async_wait(no_throw);
    co_return !ec;
}

asio::awaitable<void> sleep_for(std::chrono::milliseconds duration) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    timer.expires_after(duration);
    co_await ring(timer);
}

}  // namespace kazi::gateway::http
