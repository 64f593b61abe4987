// SPDX-License-Identifier: Apache-2.0
// From the outbox to an aggregator: order, batches, routes that fail, and that nothing is lost or
// sent twice.
#include <algorithm>
#include <set>

#include "tests/integration/sender/send_office.hpp"

namespace kazi::tests {

using gateway::http::HttpServer;
using protocols::HttpReply;

namespace {

/// Where nobody listens.
std::string nowhere(boost::asio::io_context& io) {
    const HttpServer gone(io, {}, {});
    return "http://127.0.0.1:" + std::to_string(gone.port()) + "/messaging";
}

double value_of(const std::string& rendered, const std::string& metric) {
    const std::size_t at = rendered.find("\n" + metric + " ");
    REQUIRE(at != std::string::npos);
    return std::stod(rendered.substr(at + metric.size() + 2));
}

}  // namespace

TEST_CASE("a wave of 10,000 equal messages is a few hundred requests, and reaches each once") {
    SendOffice office;
    office.add_route("at-ke", office.aggregator.url());
    office.post_all(0, 10'000, false);
    office.open();
    office.until([&] { return office.aggregator.recipients().size() >= 10'000; });
    office.until_outbox_empty();
    const auto recipients = office.aggregator.recipients();
    CHECK(recipients.size() == 10'000);
    CHECK(std::set<std::string>(recipients.begin(), recipients.end()).size() == 10'000);
    CHECK(office.aggregator.requests.size() <= 200);
    const auto state = office.state("at-ke", "AT-" + SendOffice::number(9'999).substr(6));
    REQUIRE(state);
    CHECK(state->worker == SendOffice::worker_id(9'999));
    MESSAGE("requests: " << office.aggregator.requests.size());
}

TEST_CASE("replies reach the aggregator before bulk that was posted earlier") {
    SendOffice office;
    office.add_route("at-ke", office.aggregator.url()).messages_per_second = 4;
    for (int n = 0; n < 8; ++n)
        office.post(n, false, "offer " + std::to_string(n));
    for (int n = 10; n < 14; ++n)
        office.post(n, true, "reply");
    office.open();
    office.until([&] { return office.aggregator.requests.size() >= 6; });
    for (std::size_t i = 0; i < 4; ++i)
        CHECK(office.aggregator.requests[i].text == "reply");
    CHECK(office.aggregator.requests[4].text.starts_with("offer"));
}

TEST_CASE("when a route is gone the next by price takes over, and nobody is written to twice") {
    SendOffice office;
    office.add_route("dear", office.aggregator.url()).price_micro = 900'000;
    office.add_route("cheap", nowhere(office.io)).price_micro = 800'000;
    office.post_all(0, 40, true, "question");
    office.open();
    office.until_outbox_empty();
    CHECK(office.aggregator.recipients().size() == 40);
    CHECK(office.logged("route_shut route=cheap"));
    CHECK(value_of(office.metrics.render(), "kazi_sms_route_shut{route=\"cheap\"}") == 1);
}

TEST_CASE("a number goes by a route that serves its country, though another is cheaper") {
    SendOffice office;
    ScriptedAggregator ugandan(office.io);
    gateway::hooks::Route& cheap = office.add_route("at-ug", ugandan.url());
    cheap.countries = {"UG"};
    office.add_route("at-ke", office.aggregator.url()).price_micro = 5;
    office.post(1, true);
    office.open();
    office.until_outbox_empty();
    CHECK(ugandan.requests.empty());
    CHECK(office.aggregator.requests.size() == 1);
}

TEST_CASE("without credit a route pauses with an alarm, keeps its messages and comes back") {
    SendOffice office;
    office.add_route("at-ke", office.aggregator.url());
    bool credit = false;
    office.aggregator.on_send = [&](std::size_t, const ScriptedAggregator::Request& request) {
        return at_once(told(request.to, credit ? 101 : 405));
    };
    office.post_all(0, 5, true, "question");
    office.open();
    office.until([&] { return office.logged("route_paused"); });
    office.turn(std::chrono::milliseconds(300));
    CHECK(office.waiting() == 5);
    CHECK(value_of(office.metrics.render(), "kazi_sms_route_paused{route=\"at-ke\"}") == 1);
    const std::size_t asked = office.aggregator.requests.size();

    office.clock.ahead += 31'000'000;
    office.until([&] { return office.aggregator.requests.size() > asked; });
    office.turn(std::chrono::milliseconds(300));
    CHECK(office.aggregator.requests.size() == asked + 1);

    credit = true;
    office.clock.ahead += 31'000'000;
    office.until_outbox_empty();
    CHECK(value_of(office.metrics.render(), "kazi_sms_route_paused{route=\"at-ke\"}") == 0);
}

TEST_CASE("an aggregator's blacklist is her STOP") {
    SendOffice office;
    office.add_route("at-ke", office.aggregator.url());
    office.aggregator.on_send = [](std::size_t, const ScriptedAggregator::Request& request) {
        return at_once(told(request.to, 406));
    };
    office.post(7, true);
    office.open();
    office.until_outbox_empty();
    CHECK(office.worker(7).opted_out);
    CHECK(office.aggregator.requests.size() == 1);
}

TEST_CASE("what is worthless by now is not sent") {
    SendOffice office;
    office.add_route("at-ke", office.aggregator.url());
    office.post(1, false, "late", office.clock.now() - 1);
    office.post(2, false, "in time", office.clock.now() + 60'000'000);
    office.open();
    office.until_outbox_empty();
    REQUIRE(office.aggregator.requests.size() == 1);
    CHECK(office.aggregator.requests[0].text == "in time");
    CHECK(office.logged("why=too_late"));
}

TEST_CASE("a store that dies between the send and its record costs no second message") {
    SendOffice office;
    office.add_route("at-ke", office.aggregator.url());
    office.aggregator.on_send = [&](std::size_t, const ScriptedAggregator::Request& request) {
        office.redis.server.kill();
        return at_once(told(request.to, 101));
    };
    office.post(1, true);
    office.open();
    office.until([&] { return office.logged("event=sms_sent"); });
    office.turn(std::chrono::milliseconds(200));
    office.redis.server.start();
    office.until([&] { return office.redis.store.is_up(); });
    office.until_outbox_empty();
    CHECK(office.aggregator.requests.size() == 1);
    CHECK(office.state("at-ke", "AT-0000001"));
}

TEST_CASE("a sender that ends in the middle leaves its messages in the outbox") {
    SendOffice office;
    office.add_route("at-ke", office.aggregator.url());
    office.aggregator.on_send = [&](std::size_t, ScriptedAggregator::Request) {
        return at_once(HttpReply{429, "text/plain", "slow down", {}});
    };
    office.post_all(0, 3, true, "question");
    office.open();
    office.until([&] { return office.aggregator.requests.size() == 3; });
    office.close();
    CHECK(office.waiting() == 3);
}

}  // namespace kazi::tests
