// SPDX-License-Identifier: Apache-2.0
// An aggregator with Africa's Talking's wire format that answers as a test says, and remembers what
// it was really asked.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gateway/http/server.hpp"

namespace kazi::tests {

class ScriptedAggregator {
public:
    /// Asked for nothing in particular, it takes every message.
    explicit ScriptedAggregator(boost::asio::io_context& context);

    struct Request {
        std::string body;
        std::vector<std::string> to;
        std::string text;
    };
    using Answer = boost::asio::awaitable<protocols::HttpReply>;

    std::vector<Request> requests;
    /// The answer to the n-th request, from 0.
    std::function<Answer(std::size_t n, Request request)> on_send;

    [[nodiscard]] std::string url() const;
    /// All recipients of all requests, in order.
    [[nodiscard]] std::vector<std::string> recipients() const;

private:
    Answer answer(gateway::http::Exchange& exchange);

    std::unique_ptr<gateway::http::HttpServer> server_;
};

/// 201 with that status code for each recipient; ids are "AT-" and the number's last seven digits.
[[nodiscard]] protocols::HttpReply told(const std::vector<std::string>& to, int code);

/// An answer that is there at once.
[[nodiscard]] ScriptedAggregator::Answer at_once(protocols::HttpReply reply);

}  // namespace kazi::tests
