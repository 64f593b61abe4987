// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/spawn.hpp"

namespace kazi::gateway::http {

std::string text_of(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& exception) {
        return exception.what();
    } catch (...) {
        return "an exception of an unknown type";
    }
}

void spawn(const boost::asio::any_io_executor& executor, std::string name,
           boost::asio::awaitable<void> work, OnFailure on_failure) {
    auto ended = [name = std::move(name),
                  on_failure = std::move(on_failure)](const std::exception_ptr& failure) {
        if (failure) on_failure(name, failure);
    };
    boost::asio::co_spawn(executor, std::move(work), std::move(ended));
}

}  // namespace kazi::gateway::http
