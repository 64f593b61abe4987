// SPDX-License-Identifier: Apache-2.0
// Bulk by Infobip, on the wire: an HTTP server on loopback that reads its requests and answers in
// its words, recipient by recipient.
#include <map>
#include <vector>

#include "gateway/http/server.hpp"
#include "tests/integration/sender/send_office.hpp"
#include "tests/simulator/telco/sms_desk.hpp"

namespace kazi::tests {

namespace telco = simulator::telco;

namespace {

/// Infobip behind a real socket.
class Infobip {
public:
    explicit Infobip(boost::asio::io_context& io)
        : network_(settings(), 0), desk_(network_, telco_), server_(io, {}, hooks()) {
        telco_.faults.sms_failed = 0;
    }

    [[nodiscard]] std::string url() const {
        return "http://127.0.0.1:" + std::to_string(server_.port());
    }
    void block(const std::string& number) { desk_.block(number); }

    std::size_t requests = 0;
    std::map<std::string, int> carried;  ///< to whom, how often
    bool loses_first_answer = false;

private:
    static telco::NetworkSettings settings() {
        auto settings = telco::africastalking_network("http://127.0.0.1/hooks/ib-ke");
        settings.dialect = "infobip";
        settings.route.username.clear();
        settings.route.api_key = "planted-api-key";
        return settings;
    }

    gateway::http::ServerHooks hooks() {
        gateway::http::ServerHooks hooks;
        hooks.handler = [this](gateway::http::Exchange& exchange) { return answer(exchange); };
        return hooks;
    }

    boost::asio::awaitable<protocols::HttpReply> answer(gateway::http::Exchange& exchange) {
        CHECK(exchange.request.target == "/sms/3/messages");
        auto answered = desk_.send(exchange.request);
        for (const auto& message : answered.taken)
            ++carried[message.number];
        const bool lost = loses_first_answer && requests == 0;
        ++requests;
        if (lost) co_return protocols::HttpReply{200, "text/plain", "cut off", {}};
        co_return answered.reply;
    }

    telco::Settings telco_;
    telco::Network network_;
    telco::SmsDesk desk_;
    gateway::http::HttpServer server_;
};

gateway::hooks::Route& add_infobip(SendOffice& office, const Infobip& infobip) {
    gateway::hooks::Route& route = office.add_route("ib-ke", infobip.url(), "infobip");
    route.settings.username.clear();
    return route;
}

std::string id_of(int n, int sequence) {
    return taskflow::to_hex(SendOffice::worker_id(n)) + "-" + std::to_string(sequence);
}

}  // namespace

TEST_CASE("Infobip: a wave goes a hundred to a request, each under an id of its own") {
    SendOffice office;
    Infobip infobip(office.io);
    add_infobip(office, infobip);
    infobip.block(SendOffice::number(7));
    office.post_all(0, 250, false);
    office.open();
    office.until_outbox_empty();
    CHECK(infobip.requests <= 8);
    CHECK(infobip.carried.size() == 249);
    for (const auto& [number, times] : infobip.carried)
        CHECK_MESSAGE(times == 1, number);
    CHECK(office.worker(7).opted_out);
    const auto state = office.state("ib-ke", id_of(249, 250));
    REQUIRE(state);
    CHECK(state->worker == SendOffice::worker_id(249));
    const std::string report = R"({"results":[{"messageId":")" + id_of(249, 250) +
                               R"(","to":"254710000249","status":{"groupId":3,"id":5}}]})";
    CHECK(office.post_json("ib-ke", gateway::hooks::HookKind::dlr, report) == 200);
    CHECK(office.state("ib-ke", id_of(249, 250))->status == protocols::DeliveryStatus::delivered);
    MESSAGE("requests: " << infobip.requests);
}

TEST_CASE(
    "Infobip: a wave whose answer was lost goes again under the same ids, and is carried once") {
    SendOffice office;
    Infobip infobip(office.io);
    add_infobip(office, infobip);
    infobip.loses_first_answer = true;
    office.post_all(0, 50, false);
    office.open();
    office.until([&] { return infobip.requests >= 1; });
    office.clock.ahead += 5'000'000;
    office.until_outbox_empty();
    CHECK(infobip.requests >= 2);
    CHECK(infobip.carried.size() == 50);
    for (const auto& [number, times] : infobip.carried)
        CHECK_MESSAGE(times == 1, number);
    CHECK(office.state("ib-ke", id_of(49, 50)));
}

}  // namespace kazi::tests
