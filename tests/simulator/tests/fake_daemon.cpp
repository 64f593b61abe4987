// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/tests/fake_daemon.hpp"

#include <doctest/doctest.h>

#include "tests/simulator/crowd/shipped_languages.hpp"

namespace kazi::simulator::tests {

using gateway::http::Answered;
using gateway::http::HttpOutcome;

FakeDaemon::FakeDaemon(boost::asio::io_context& context)
    : server_(context, {},
              {.handler = [this](gateway::http::Exchange& exchange) { return serve(exchange); },
               .streams_body = {},
               .on_error = {},
               .on_refusal = {}}) {}

std::string FakeDaemon::url() const {
    return "http://127.0.0.1:" + std::to_string(server_.port());
}

std::vector<telco::Form> FakeDaemon::at(const std::string& path) const {
    std::vector<telco::Form> forms;
    for (const auto& one : heard) {
        if (one.path == path) forms.push_back(one.form);
    }
    return forms;
}

boost::asio::awaitable<protocols::HttpReply> FakeDaemon::serve(gateway::http::Exchange& exchange) {
    const auto& request = exchange.request;
    heard.push_back(
        {std::string(request.target), std::string(request.body), telco::read_form(request.body)});
    const Heard last = heard.back();
    protocols::HttpReply reply;
    if (answer) reply = answer(last);
    co_return reply;
}

Wire::Wire(const std::function<void(telco::Settings&)>& change) {
    const auto fault = crowd::learn_shipped_languages(reader);
    REQUIRE(!fault);
    telco::Settings settings = telco::calm_settings();
    settings.speed = 1'000;
    settings.retry_ms = 10;
    settings.networks = {telco::africastalking_network(daemon.url() + "/hooks/at-ke/s")};
    settings.payout_url = daemon.url() + "/hooks/at/t/payout";
    if (change) change(settings);
    telco.emplace(context, settings, reader, recorded);
}

Wire::~Wire() {
    telco->stop();
    client.shut_down();
    context.stop();
}

HttpOutcome Wire::post(const std::string& path, const std::string& body,
                       std::vector<protocols::Header> headers, std::chrono::milliseconds limit) {
    const auto url = "http://127.0.0.1:" + std::to_string(telco->port()) + path;
    std::optional<HttpOutcome> outcome;
    client.send({"POST", url, std::move(headers), body},
                {.fresh_connection = true, .total_timeout = limit},
                [&outcome](HttpOutcome came) { outcome = std::move(came); });
    until([&outcome] { return outcome.has_value(); });
    return *outcome;
}

protocols::HttpReply Wire::post_ok(const std::string& path, const std::string& body,
                                   std::vector<protocols::Header> headers) {
    const auto outcome = post(path, body, std::move(headers));
    const auto* answered = std::get_if<Answered>(&outcome);
    REQUIRE(answered != nullptr);
    return answered->reply;
}

void Wire::until(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!condition()) {
        REQUIRE(std::chrono::steady_clock::now() < deadline);
        context.run_one_for(std::chrono::milliseconds(50));
    }
}

}  // namespace kazi::simulator::tests
