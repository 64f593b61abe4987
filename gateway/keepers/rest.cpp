// SPDX-License-Identifier: Apache-2.0
#include "gateway/keepers/rest.hpp"

#include <algorithm>

#include "gateway/http/wait.hpp"

namespace kazi::gateway::keepers {

boost::asio::awaitable<bool> Rest::wait(std::chrono::milliseconds duration) {
    if (stopping_) co_return false;
    boost::asio::steady_timer timer(context_, duration);
    sleeping_.push_back(&timer);
    co_await http::ring(timer);
    std::erase(sleeping_, &timer);
    co_return !stopping_;
}

void Rest::stop() {
    stopping_ = true;
    for (boost::asio::steady_timer* timer : sleeping_)
        timer->cancel();
}

}  // namespace kazi::gateway::keepers
