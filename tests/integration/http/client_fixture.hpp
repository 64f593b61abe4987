// SPDX-License-Identifier: Apache-2.0
// An HttpClient on the test's own thread: send, then run the loop until the outcome is there.
#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <optional>
#include <string>
#include <utility>

#include "gateway/http/client.hpp"

namespace kazi::tests {

inline protocols::HttpRequest request(std::string method, std::string url, std::string body = "") {
    protocols::HttpRequest made;
    made.method = std::move(method);
    made.url = std::move(url);
    made.body = std::move(body);
    return made;
}

/// One word for what became of a request.
inline std::string kind_of(const gateway::http::HttpOutcome& outcome) {
    switch (outcome.index()) {
        case 0:
            return "answered " + std::to_string(std::get<0>(outcome).reply.status);
        case 1:
            return "not sent";
        default:
            return "in doubt";
    }
}

struct ClientFixture {
    explicit ClientFixture(gateway::http::ClientOptions options = {}) : client(context, options) {}

    gateway::http::HttpOutcome send(protocols::HttpRequest sent,
                                    gateway::http::SendOptions options = {}) {
        std::optional<gateway::http::HttpOutcome> outcome;
        client.send(std::move(sent), options,
                    [&outcome](gateway::http::HttpOutcome came) { outcome = std::move(came); });
        while (!outcome)
            context.run_one();
        return *outcome;
    }

    /// Runs until nothing is left to wait for.
    void run_out() {
        busy.reset();
        context.run();
    }

    boost::asio::io_context context{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> busy{
        context.get_executor()};
    gateway::http::HttpClient client;
};

}  // namespace kazi::tests
