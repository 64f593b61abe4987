// SPDX-License-Identifier: Apache-2.0
// The store's calls for coroutines: `const auto loaded = co_await load(store, request);`.
//
// The completion is a std::function and must be copyable, a coroutine's continuation is not: it is
// held by a shared pointer. The memory store completes before the call returns; a coroutine must
// not be resumed from inside the call that suspends it, so such a completion is posted.
#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <tuple>
#include <utility>

#include "gateway/store/store.hpp"

namespace kazi::gateway::store {

namespace awaiting {

template <class T, class Handler>
struct Resumption {
    explicit Resumption(Handler resume_with) : handler(std::move(resume_with)) {}
    Handler handler;
    bool call_returned = false;
};

template <class T, class Handler>
void resume(const std::shared_ptr<Resumption<T, Handler>>& waiting, StoreResult<T> result) {
    if (waiting->call_returned) return std::move(waiting->handler)(std::move(result));
    const auto executor = boost::asio::get_associated_executor(waiting->handler);
    boost::asio::post(executor, [waiting, result = std::move(result)]() mutable {
        std::move(waiting->handler)(std::move(result));
    });
}

/// Begins one call of the store; no captures, so that g++ 12 has nothing to destroy twice.
template <class T, class Method>
struct Call {
    template <class Handler, class... Arguments>
    void operator()(Handler handler, Store* store, Method method, Arguments... arguments) const {
        auto waiting = std::make_shared<Resumption<T, Handler>>(std::move(handler));
        Completion<T> done = [waiting](StoreResult<T> result) {
            resume<T, Handler>(waiting, std::move(result));
        };
        (store->*method)(std::move(arguments)..., std::move(done));
        waiting->call_returned = true;
    }
};

template <class T, class Method, class... Arguments>
boost::asio::awaitable<StoreResult<T>> call(Store& store, Method method, Arguments... arguments) {
    return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>, void(StoreResult<T>)>(
        Call<T, Method>(), boost::asio::use_awaitable, &store, method, std::move(arguments)...);
}

}  // namespace awaiting

[[nodiscard]] inline boost::asio::awaitable<StoreResult<Loaded>> load(Store& store,
                                                                      LoadRequest request) {
    return awaiting::call<Loaded>(store, &Store::load, std::move(request));
}

[[nodiscard]] inline boost::asio::awaitable<StoreResult<CommitOutcome>> commit(Store& store,
                                                                               Batch batch) {
    return awaiting::call<CommitOutcome>(store, &Store::commit, std::move(batch));
}

[[nodiscard]] inline boost::asio::awaitable<StoreResult<std::vector<DueMember>>> due(
    Store& store, std::string cell, std::string key, std::int64_t now_ms, std::uint32_t limit) {
    return awaiting::call<std::vector<DueMember>>(store, &Store::due, std::move(cell),
                                                  std::move(key), now_ms, limit);
}

[[nodiscard]] inline boost::asio::awaitable<StoreResult<std::vector<StreamEntry>>> claim(
    Store& store, ClaimRequest request) {
    return awaiting::call<std::vector<StreamEntry>>(store, &Store::claim, std::move(request));
}

[[nodiscard]] inline boost::asio::awaitable<StoreResult<std::vector<StreamEntry>>> range(
    Store& store, StreamRange request) {
    return awaiting::call<std::vector<StreamEntry>>(store, &Store::range, std::move(request));
}

[[nodiscard]] inline boost::asio::awaitable<StoreResult<std::string>> slice(
    Store& store, std::string cell, std::string key, std::uint32_t offset, std::uint32_t length) {
    return awaiting::call<std::string>(store, &Store::slice, std::move(cell), std::move(key),
                                       offset, length);
}

[[nodiscard]] inline boost::asio::awaitable<StoreResult<std::vector<std::optional<std::string>>>>
fields(Store& store, std::string cell, std::string key, std::vector<std::string> names) {
    return awaiting::call<std::vector<std::optional<std::string>>>(
        store, &Store::fields, std::move(cell), std::move(key), std::move(names));
}

[[nodiscard]] inline boost::asio::awaitable<StoreResult<ScanPage>> scan(
    Store& store, std::string cell, std::string key, std::uint64_t cursor, std::uint32_t count) {
    return awaiting::call<ScanPage>(store, &Store::scan, std::move(cell), std::move(key), cursor,
                                    count);
}

}  // namespace kazi::gateway::store
