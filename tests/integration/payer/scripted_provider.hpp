// SPDX-License-Identifier: Apache-2.0
// An airtime provider that answers as a test says, and remembers what it was really asked.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gateway/http/server.hpp"

namespace kazi::tests {

class ScriptedProvider {
public:
    /// Asked for nothing in particular, it takes every payment and knows nothing of any.
    explicit ScriptedProvider(boost::asio::io_context& context);

    /// Nobody listens at the address any more, until `come_back`.
    void go_away();
    void come_back();
    /// Ends the wait of every request that was left hanging.
    void let_go();

    [[nodiscard]] std::string url(const std::string& path) const;
    /// The idempotency keys of the payments asked for, in order.
    [[nodiscard]] std::vector<std::string> keys() const;
    /// How many payments were asked for at that path.
    [[nodiscard]] std::size_t paid_at(const std::string& path) const;

    struct Payment {
        std::string key;
        std::string body;
        std::string target;
    };
    std::vector<Payment> payments;
    std::vector<std::string> queries;    ///< targets
    std::vector<std::string> bearers;    ///< what payments were authorized with, in order
    std::vector<std::string> confirmed;  ///< targets of confirmations
    int tokens_given = 0;                ///< at /token/, each for an hour
    /// The answer to the n-th payment (from 0); status 0: none, until `let_go`.
    std::function<protocols::HttpReply(std::size_t n)> on_payment;
    std::function<protocols::HttpReply()> on_query;  ///< status 0: none, until `let_go`

private:
    void listen();
    protocols::HttpReply new_token();
    boost::asio::awaitable<protocols::HttpReply> answer(gateway::http::Exchange& exchange);

    boost::asio::io_context& context_;
    boost::asio::steady_timer silence_;
    std::unique_ptr<gateway::http::HttpServer> server_;
    std::uint16_t port_ = 0;
};

/// HTTP 201 with one recipient that was handed over under that reference.
[[nodiscard]] protocols::HttpReply handed_over(const std::string& reference);
/// HTTP 201 with one recipient that was refused.
[[nodiscard]] protocols::HttpReply refused(const std::string& why);
/// HTTP 201 with no recipient and that message.
[[nodiscard]] protocols::HttpReply whole_refusal(const std::string& message);
/// Never comes.
[[nodiscard]] protocols::HttpReply silence();

}  // namespace kazi::tests
