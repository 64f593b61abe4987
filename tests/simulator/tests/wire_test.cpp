// SPDX-License-Identifier: Apache-2.0
// The telco over real sockets, with a daemon that only listens.
#include <doctest/doctest.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "tests/simulator/tests/fake_daemon.hpp"

namespace kazi::simulator::tests {
namespace {

using protocols::HttpReply;
using telco::Form;
using telco::value_of;
using telco::write_form;

const std::string sms_path = "/hooks/at-ke/s/sms";
const std::string report_path = "/hooks/at-ke/s/dlr";
const std::string ussd_path = "/hooks/at-ke/s/ussd";
const std::string payout_path = "/hooks/at/t/payout";
const std::string handset = "/telco/handset/+254722000001";
const std::string top_up =
    write_form({{"username", "sandbox"},
                {"recipients", R"([{"phoneNumber":"+254711000111","amount":"KES 20.00"}])"}});

HttpReply plain(int status, std::string body) {
    HttpReply reply;
    reply.status = status;
    reply.content_type = "text/plain";
    reply.body = std::move(body);
    return reply;
}

std::vector<protocols::Header> keyed(const std::string& key) {
    return {{"apiKey", "demo"},
            {"Content-Type", "application/x-www-form-urlencoded"},
            {"Idempotency-Key", key}};
}

}  // namespace

TEST_CASE("a message out reaches its phone and is reported twice") {
    Wire wire;
    const auto reply = wire.post_ok(
        "/version1/messaging",
        write_form({{"username", "sandbox"}, {"to", "+254722000001"}, {"message", "Habari"}}),
        keyed("-"));
    CHECK(reply.status == 201);
    wire.until([&wire] { return wire.daemon.at(report_path).size() == 2; });
    const auto reports = wire.daemon.at(report_path);
    CHECK(value_of(reports[0], "status") == "Sent");
    CHECK(value_of(reports[1], "status") == "Success");
    CHECK(reply.body.find(value_of(reports[1], "id")) != std::string::npos);
    const auto inbox = wire.post_ok(handset + "/inbox?after=0", "");
    CHECK(inbox.body == R"({"messages":[{"seq":1,"text":"Habari"}]})");
}

TEST_CASE("a message in is offered again, under its own id, until it is taken") {
    Wire wire;
    int refusals = 3;
    wire.daemon.answer = [&refusals](const Heard&) {
        return plain(--refusals >= 0 ? 503 : 200, "");
    };
    wire.post_ok(handset + "/sms", R"({"text":"JOIN"})");
    wire.until([&wire] { return wire.daemon.at(sms_path).size() == 4; });
    const auto tries = wire.daemon.at(sms_path);
    CHECK(value_of(tries[0], "from") == "+254722000001");
    CHECK(value_of(tries[0], "to") == "40404");
    CHECK(value_of(tries[0], "text") == "JOIN");
    CHECK(value_of(tries[0], "id") == value_of(tries[3], "id"));
    CHECK(wire.telco->statistics().messages_in_lost == 0);
}

TEST_CASE("a session's turns carry everything typed so far, and its end is told") {
    Wire wire;
    wire.daemon.answer = [](const Heard& heard) {
        const auto text = value_of(heard.form, "text");
        if (heard.form.contains("status")) return plain(200, "");
        return text == "1*4" ? plain(200, "END Asante") : plain(200, "CON 1 Start");
    };
    const auto first = wire.post_ok(handset + "/ussd", R"({"dial":"*384*77#"})");
    CHECK(first.body == R"({"text":"1 Start","more":true})");
    wire.post_ok(handset + "/ussd", R"({"input":"1"})");
    const auto last = wire.post_ok(handset + "/ussd", R"({"input":"4"})");
    CHECK(last.body == R"({"text":"Asante","more":false})");
    wire.until([&wire] { return wire.daemon.at(ussd_path).size() == 4; });
    const auto turns = wire.daemon.at(ussd_path);
    CHECK(value_of(turns[0], "text").empty());
    CHECK(value_of(turns[1], "text") == "1");
    CHECK(value_of(turns[2], "text") == "1*4");
    CHECK(value_of(turns[3], "status") == "Success");
    CHECK(value_of(turns[0], "sessionId") == value_of(turns[3], "sessionId"));
}

TEST_CASE("what is no page ends the session with the network's error") {
    Wire wire;
    wire.daemon.answer = [](const Heard&) { return plain(503, "CON not really"); };
    const auto page = wire.post_ok(handset + "/ussd", R"({"dial":"*384*77#"})");
    CHECK(page.body.find("\"more\":false") != std::string::npos);
    CHECK(wire.telco->statistics().sessions_failed == 1);
}

TEST_CASE("a doubled turn that is answered differently is noticed") {
    Wire wire([](telco::Settings& settings) { settings.faults.callback_doubled = 1; });
    int pages = 0;
    wire.daemon.answer = [&pages](const Heard&) {
        return plain(200, "CON page " + std::to_string(++pages));
    };
    wire.post_ok(handset + "/ussd", R"({"dial":"*384*77#"})");
    wire.until([&wire] { return wire.telco->statistics().pages_differing == 1; });
}

TEST_CASE("airtime: the receipt, the money, the callback") {
    Wire wire;
    const auto reply = wire.post_ok("/version1/airtime/send", top_up, keyed("key-00001"));
    CHECK(reply.status == 201);
    wire.until([&wire] { return wire.daemon.at(payout_path).size() == 1; });
    const auto notice = wire.daemon.at(payout_path).front();
    CHECK(value_of(notice, "status") == "Success");
    CHECK(reply.body.find(value_of(notice, "requestId")) != std::string::npos);
    CHECK(wire.telco->airtime().ledger().moved_for_key("key-00001") == 20'000'000);
    const auto stranger = wire.post_ok("/version1/airtime/send", top_up, {{"apiKey", "wrong"}});
    CHECK(stranger.status == 401);
}

TEST_CASE("a reply that is lost: the caller can't know, the money moves, the callback comes") {
    Wire wire([](telco::Settings& settings) { settings.faults.airtime_reply_lost = 1; });
    const auto outcome = wire.post("/version1/airtime/send", top_up, keyed("key-00001"),
                                   std::chrono::milliseconds(300));
    CHECK(std::holds_alternative<gateway::http::InDoubt>(outcome));
    wire.until([&wire] { return wire.daemon.at(payout_path).size() == 1; });
    CHECK(wire.telco->airtime().ledger().moved_for_key("key-00001") == 20'000'000);
}

TEST_CASE("a top-up that is not validated is not made") {
    FakeDaemon* asked = nullptr;
    std::string validation_url;
    Wire wire([&validation_url](telco::Settings& settings) {
        settings.validation_url = settings.payout_url + "-question";
        validation_url = settings.validation_url;
    });
    asked = &wire.daemon;
    asked->answer = [](const Heard& heard) {
        return plain(200, heard.path == payout_path + "-question" ? R"({"status":"Failed"})" : "");
    };
    wire.post_ok("/version1/airtime/send", top_up, keyed("key-00001"));
    wire.until([&wire] { return wire.daemon.at(payout_path).size() == 1; });
    CHECK(value_of(wire.daemon.at(payout_path).front(), "status") == "Failed");
    CHECK(wire.telco->airtime().ledger().moved_in_all() == 0);
}

TEST_CASE("a crowd joins, answers, and keeps what it was thanked for") {
    Wire wire([](telco::Settings& settings) { settings.speed = 1e6; });
    wire.recorded.add("t17", "w1", 2);
    wire.recorded.add("t17", "w2", 0);
    wire.daemon.answer = [](const Heard& heard) {
        if (heard.path != ussd_path || heard.form.contains("status")) return plain(200, "");
        const auto text = value_of(heard.form, "text");
        if (text.empty())
            return plain(200, "CON For KES 2.00: Tweet t17: how?\n1 Badly\n2 So\n3 Well");
        return plain(200, "END +KES 2.00.");
    };
    wire.post_ok("/telco/crowd/start", R"({"people":40})");
    const auto thanked = [&wire] {
        return boost::json::parse(wire.post_ok("/telco/thanked", "").body).as_array();
    };
    wire.until([&wire] { return wire.telco->statistics().answers_thanked >= 20; });
    wire.post_ok("/telco/crowd/stop", "");
    const auto records = thanked();
    REQUIRE(records.size() >= 2);
    for (const auto& record : records) {
        const auto msisdn = std::string(record.at("msisdn").as_string());
        const auto number = static_cast<std::size_t>(std::stoi(msisdn.substr(6))) - 1;
        REQUIRE(msisdn == crowd::msisdn_of(number));
        CHECK(record.at("item") == "t17");
        CHECK(record.at("label") == *wire.recorded.label(number, "t17"));
    }
}

}  // namespace kazi::simulator::tests
