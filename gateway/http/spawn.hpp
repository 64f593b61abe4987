// SPDX-License-Identifier: Apache-2.0
// Coroutines that nobody waits for, but whose failure somebody hears of; and waits with an end.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "gateway/http/wait.hpp"

namespace kazi::gateway::http {

/// Hears of a coroutine that ended with an exception; `name` is the one given to `spawn`.
using OnFailure = std::function<void(const std::string& name, const std::exception_ptr& failure)>;

/// What the exception says, for a log line.
[[nodiscard]] std::string text_of(const std::exception_ptr& failure);

/// Starts `work` on `executor`. `on_failure` is called once if it throws. `work` must own, or be
/// outlived by, all it touches.
void spawn(const boost::asio::any_io_executor& executor, std::string name,
           boost::asio::awaitable<void> work, OnFailure on_failure);

/// What one race between a piece of work and its deadline leaves behind.
template <class T>
struct Race {
    explicit Race(const boost::asio::any_io_executor& executor) : bell(executor) {}

    boost::asio::steady_timer bell;  ///< rings at the deadline, or is cancelled when there is news
    std::optional<T> value;
    std::exception_ptr failure;
    bool ended = false;  ///< the work came to its end, one way or the other
    bool over = false;   ///< nobody will look at the result any more
};

template <class T>
boost::asio::awaitable<void> run_for(std::shared_ptr<Race<T>> race,
                                     boost::asio::awaitable<T> work) {
    T value = co_await std::move(work);
    race->value.emplace(std::move(value));
}

/// The result of `work`, or nothing once `limit` has passed. The work is then *not* stopped: what
/// it began (a commit on its way) runs to its own end and its result is dropped, so it must own all
/// it touches. An exception reaches the caller before the deadline, `on_failure` after it.
template <class T>
boost::asio::awaitable<std::optional<T>> with_deadline(std::string name,
                                                       boost::asio::awaitable<T> work,
                                                       std::chrono::milliseconds limit,
                                                       OnFailure on_failure) {
    const auto executor = co_await boost::asio::this_coro::executor;
    const auto race = std::make_shared<Race<T>>(executor);
    race->bell.expires_after(limit);
    auto ended = [race, name = std::move(name),
                  on_failure = std::move(on_failure)](const std::exception_ptr& failure) {
        if (race->over && failure) on_failure(name, failure);
        race->failure = failure;
        race->ended = true;
        race->bell.cancel();
    };
    boost::asio::co_spawn(executor, run_for<T>(race, std::move(work)), std::move(ended));
    if (!race->ended) co_await ring(race->bell);
    race->over = true;
    if (race->failure) std::rethrow_exception(race->failure);
    co_return std::move(race->value);
}

}  // namespace kazi::gateway::http
