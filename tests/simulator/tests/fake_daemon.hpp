// SPDX-License-Identifier: Apache-2.0
// A daemon that only listens: keeps every callback it hears and answers as the test says.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gateway/http/client.hpp"
#include "gateway/http/server.hpp"
#include "tests/simulator/crowd/reader.hpp"
#include "tests/simulator/telco/form.hpp"
#include "tests/simulator/telco/telco.hpp"

namespace kazi::simulator::tests {

struct Heard {
    std::string path;
    std::string body;
    telco::Form form;
};

class FakeDaemon {
public:
    explicit FakeDaemon(boost::asio::io_context& context);

    [[nodiscard]] std::string url() const;
    /// All callbacks to a path, in the order they came.
    [[nodiscard]] std::vector<telco::Form> at(const std::string& path) const;

    std::vector<Heard> heard;
    /// Empty: 200 with an empty body.
    std::function<protocols::HttpReply(const Heard&)> answer;

private:
    boost::asio::awaitable<protocols::HttpReply> serve(gateway::http::Exchange& exchange);

    gateway::http::HttpServer server_;
};

/// A telco and a fake daemon on one thread, and a client to talk to the telco.
class Wire {
public:
    /// All faults off, 1000 telco seconds in one of ours, hooks at /hooks/at-ke/s, payouts at
    /// /hooks/at/t/payout; `change` may set it otherwise.
    explicit Wire(const std::function<void(telco::Settings&)>& change = {});
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    /// Posts to the telco and waits for the outcome.
    gateway::http::HttpOutcome post(const std::string& path, const std::string& body,
                                    std::vector<protocols::Header> headers = {},
                                    std::chrono::milliseconds limit = std::chrono::seconds(20));
    protocols::HttpReply post_ok(const std::string& path, const std::string& body,
                                 std::vector<protocols::Header> headers = {});

    /// Runs the loop until the condition holds; fails the test when it does not within 20 s.
    void until(const std::function<bool()>& condition);

    boost::asio::io_context context{1};
    FakeDaemon daemon{context};
    gateway::http::HttpClient client{context, {}};
    crowd::Reader reader;
    RecordedAnswers recorded;
    std::optional<telco::Telco> telco;
};

}  // namespace kazi::simulator::tests
