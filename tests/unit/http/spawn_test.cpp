// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/spawn.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <stdexcept>
#include <vector>

using namespace kazi::gateway::http;
namespace asio = boost::asio;
using std::chrono::milliseconds;

namespace {

struct Failures {
    std::vector<std::string> seen;

    OnFailure note() {
        return [this](const std::string& name, const std::exception_ptr& failure) {
            seen.push_back(name + ": " + text_of(failure));
        };
    }
};

asio::awaitable<void> fail_after(milliseconds delay) {
    co_await sleep_for(delay);
    throw std::runtime_error("out of maize");
}

asio::awaitable<int> answer_after(milliseconds delay, int* finished) {
    co_await sleep_for(delay);
    ++*finished;
    co_return 42;
}

asio::awaitable<int> fail_with_value_after(milliseconds delay) {
    co_await sleep_for(delay);
    throw std::runtime_error("late maize");
}

asio::awaitable<void> race(asio::awaitable<int> work, milliseconds limit, OnFailure on_failure,
                           std::optional<int>* result) {
    *result = co_await with_deadline<int>("work", std::move(work), limit, std::move(on_failure));
}

}  // namespace

TEST_CASE("a coroutine's failure is heard of, by name") {
    asio::io_context context;
    Failures failures;
    spawn(context.get_executor(), "sweep", fail_after(milliseconds{1}), failures.note());
    context.run();
    CHECK(failures.seen == std::vector<std::string>{"sweep: out of maize"});
}

TEST_CASE("work within its deadline gives its value") {
    asio::io_context context;
    Failures failures;
    int finished = 0;
    std::optional<int> result;
    auto work = answer_after(milliseconds{0}, &finished);
    spawn(context.get_executor(), "race",
          race(std::move(work), milliseconds{60000}, failures.note(), &result), failures.note());
    context.run();
    CHECK(result == 42);
    CHECK(finished == 1);
    CHECK(failures.seen.empty());
}

TEST_CASE("work over its deadline gives nothing, and still runs to its end") {
    asio::io_context context;
    Failures failures;
    int finished = 0;
    std::optional<int> result = 7;
    auto work = answer_after(milliseconds{60}, &finished);
    spawn(context.get_executor(), "race",
          race(std::move(work), milliseconds{1}, failures.note(), &result), failures.note());
    context.run();
    CHECK_FALSE(result);
    CHECK(finished == 1);
}

TEST_CASE("an exception reaches the waiter in time, and the listener too late") {
    for (const auto& [limit, heard] : {std::pair{milliseconds{60000}, "race: late maize"},
                                       {milliseconds{1}, "work: late maize"}}) {
        asio::io_context context;
        Failures failures;
        std::optional<int> result;
        auto work = fail_with_value_after(milliseconds{60});
        spawn(context.get_executor(), "race",
              race(std::move(work), limit, failures.note(), &result), failures.note());
        context.run();
        CHECK(failures.seen == std::vector<std::string>{heard});
        CHECK_FALSE(result);
    }
}
