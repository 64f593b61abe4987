// SPDX-License-Identifier: Apache-2.0
// Waiting for time to pass, as an awaitable.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>

namespace kazi::gateway::http {

/// Until the timer expires (true) or is cancelled (false). The timer must outlive the wait.
boost::asio::awaitable<bool> ring(boost::asio::steady_timer& timer);

/// Until `duration` has passed; sooner only when the coroutine itself is cancelled.
boost::asio::awaitable<void> sleep_for(std::chrono::milliseconds duration);

}  // namespace kazi::gateway::http
