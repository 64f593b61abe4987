// SPDX-License-Identifier: Apache-2.0
// Waiting in tests: the loop turns until something has happened. The limit only ends a test that
// hangs; no test asks how long anything took.
#pragma once

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "gateway/store/store.hpp"

/// How a failed check shows an outcome.
template <class T>
struct doctest::StringMaker<kazi::gateway::store::StoreResult<T>> {
    static String convert(const kazi::gateway::store::StoreResult<T>& outcome) {
        if (outcome) return "a value";
        const auto& error = outcome.error();
        return (std::to_string(static_cast<int>(error.fault)) + " " + error.text).c_str();
    }
};

namespace kazi::tests {

template <class Happened>
[[nodiscard]] bool turn_until(boost::asio::io_context& io, Happened happened) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!happened() && std::chrono::steady_clock::now() < limit) {
        io.restart();
        io.run_one_for(std::chrono::milliseconds(100));
    }
    return happened();
}

/// The outcome of one call: `ask` is handed the completion.
template <class T>
gateway::store::StoreResult<T> outcome_of(
    boost::asio::io_context& io, const std::function<void(gateway::store::Completion<T>)>& ask) {
    std::optional<gateway::store::StoreResult<T>> outcome;
    int calls = 0;
    ask([&](gateway::store::StoreResult<T> result) {
        outcome.emplace(std::move(result));
        ++calls;
    });
    const bool came = turn_until(io, [&] { return outcome.has_value(); });
    REQUIRE_MESSAGE(came, "the call was never completed");
    CHECK(calls == 1);
    return std::move(*outcome);
}

}  // namespace kazi::tests
