// SPDX-License-Identifier: Apache-2.0
// Every dialect that the telco plays, held against Kazi's reading of it: what Kazi sends is
// understood, what is answered and called back is what Kazi expects.
#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <vector>

#include "tests/simulator/telco/sms_desk.hpp"

namespace kazi::simulator::telco {
namespace {

using protocols::SendOutcome;

const std::string number = "+254711000001";
const std::vector<std::string> senders = {"africastalking", "infobip", "kannel", "simple",
                                          "twilio"};

NetworkSettings network_settings(const std::string& dialect) {
    auto settings = africastalking_network("http://daemon/hooks/r/s3cret");
    settings.dialect = dialect;
    settings.route.callback_url = "http://daemon/hooks/r/s3cret/dlr";
    settings.route.public_url = "http://daemon";
    settings.route.secrets = {"s3cret"};
    settings.route.signature_method = dialect == "simple" ? "hmac" : "path";
    if (dialect == "infobip") settings.route.username.clear();
    if (dialect == "simple") settings.route.fields = {{"from", "msisdn"}, {"text", "message"}};
    return settings;
}

protocols::CallbackContext now() {
    protocols::CallbackContext context;
    context.now_s = Network(network_settings("simple"), 0).site().now_s;
    return context;
}

// A request as whoever takes it sees it.
struct Arrived {
    explicit Arrived(protocols::HttpRequest sent) : request(std::move(sent)) {
        for (const auto& [name, value] : request.headers)
            headers.push_back({name, value});
        callback = {request.method,
                    std::string_view(request.url).substr(std::size("http://daemon") - 1),
                    request.body, headers};
    }
    Arrived(const Arrived&) = delete;
    Arrived& operator=(const Arrived&) = delete;

    protocols::HttpRequest request;
    std::vector<protocols::HeaderView> headers;
    protocols::Callback callback;
};

// A telco of one dialect, and Kazi's side of it.
struct Side {
    explicit Side(const std::string& name)
        : settings(network_settings(name)),
          network(settings, 0),
          desk(network, telco),
          dialect(*protocols::find_dialect(name)) {
        // Only the path tells the telco's host from the daemon's.
        settings.route.send_url = "http://daemon/send";
    }

    SmsAnswer send(const std::string& to, const std::string& text = "Habari",
                   std::string id = "kz-1") {
        const Arrived sent(
            dialect.build_send({std::move(id), "", to, text}, settings.route, now()));
        return desk.send(sent.callback);
    }
    protocols::SendResult result_of(const SmsAnswer& answer) const {
        return dialect.parse_send(answer.reply, settings.route).front();
    }

    Settings telco = calm_settings();
    NetworkSettings settings;
    Network network;
    SmsDesk desk;
    const protocols::Dialect& dialect;
};

std::string id_in(const protocols::Dialect& dialect, const protocols::Callback& callback,
                  const protocols::RouteSettings& route) {
    if (dialect.parse_dlr_batch != nullptr) {
        const auto batch = dialect.parse_dlr_batch(callback, route, now());
        REQUIRE(batch.has_value());
        REQUIRE(batch->size() == 1);
        REQUIRE(batch->front().has_value());
        return batch->front()->message_id;
    }
    const auto report = dialect.parse_dlr(callback, route, now());
    REQUIRE(report.has_value());
    return report->message_id;
}

}  // namespace

TEST_CASE("what Kazi sends is carried, and what is answered Kazi takes for a yes") {
    for (const auto& name : senders) {
        CAPTURE(name);
        Side side(name);
        const auto answer = side.send(number, "Ŋ 1 & 2 + 3?");
        REQUIRE(answer.taken.size() == 1);
        CHECK(answer.taken.front().number == number);
        CHECK(answer.taken.front().text == "Ŋ 1 & 2 + 3?");
        const auto result = side.result_of(answer);
        CHECK(result.outcome == SendOutcome::accepted);
        const auto& reported_id = answer.taken.front().message_id;
        CHECK(reported_id == (side.dialect.reports_by_our_id ? "kz-1" : result.message_id));
    }
}

TEST_CASE("a blocked number, one that is none, and credentials of somebody else") {
    for (const auto& name : senders) {
        CAPTURE(name);
        Side side(name);
        side.desk.block(number);
        const auto blocked = side.result_of(side.send(number)).outcome;
        CHECK((blocked == SendOutcome::opted_out || blocked == SendOutcome::rejected));
        CHECK(side.result_of(side.send("+25471")).outcome == SendOutcome::rejected);
        side.settings.route.api_key = "another";
        side.settings.route.secrets = {"another"};
        const auto stranger = side.send("+254711000002");
        CHECK(stranger.taken.empty());
        CHECK(side.result_of(stranger).outcome == SendOutcome::stop_route);
    }
}

TEST_CASE("who knows our ids carries a repeat once, and says yes again") {
    for (const auto& name : senders) {
        CAPTURE(name);
        Side side(name);
        CHECK(side.send(number).taken.size() == 1);
        const auto again = side.send(number);
        const bool knows = name == "infobip" || name == "simple";
        CHECK(again.taken.size() == (knows ? 0 : 1));
        CHECK(again.repeats == (knows ? 1 : 0));
        CHECK(side.result_of(again).outcome == SendOutcome::accepted);
    }
}

TEST_CASE("a report is proven, goes where it was asked for, and names what Kazi recorded") {
    for (const auto& name : senders) {
        CAPTURE(name);
        Side side(name);
        const auto answer = side.send(number);
        protocols::DeliveryReport report;
        report.message_id = answer.taken.front().message_id;
        report.status = protocols::DeliveryStatus::delivered;
        auto request = side.network.report(report, answer.taken.front().report_url);
        side.network.prove(request);
        const Arrived arrived(std::move(request));
        CHECK(arrived.callback.target.starts_with("/hooks/r/s3cret/dlr"));
        CHECK(id_in(side.dialect, arrived.callback, side.settings.route) == report.message_id);
    }
}

TEST_CASE("Hubtel carries USSD only; a turn is read as it was keyed, a page as it was shown") {
    const auto settings = network_settings("hubtel");
    const Network network(settings, 0);
    CHECK_FALSE(network.carries_sms());
    CHECK(network.carries_ussd());
    protocols::UssdTurn turn;
    turn.session_id = "s1";
    turn.from = number;
    turn.service_code = "*384*77#";
    turn.event = protocols::UssdEvent::input;
    turn.input = "2";
    turn.sequence = 3;
    const Arrived arrived(network.ussd(turn));
    const auto& dialect = *protocols::find_dialect("hubtel");
    const auto read = dialect.parse_ussd(arrived.callback, settings.route, now());
    REQUIRE(read.has_value());
    CHECK(read->input == "2");
    CHECK(read->sequence == 3);
    const auto page =
        network.read_page(dialect.render_ussd({"1 Start", true}, arrived.callback, settings.route));
    REQUIRE(page);
    CHECK(page->text == "1 Start");
    CHECK(page->more);
}

TEST_CASE("Africa's Talking: several numbers in one request, and its own words") {
    Side side("africastalking");
    side.desk.block("+254711000009");
    const auto answer = side.send("+254711000001,+25471,+254711000009", std::string(161, 'a'));
    CHECK(answer.reply.status == 201);
    REQUIRE(answer.taken.size() == 1);
    CHECK(answer.taken.front().segments == 2);
    CHECK(answer.cost_micro == 1'600'000);
    const auto data = boost::json::parse(answer.reply.body).at("SMSMessageData").as_object();
    CHECK(data.at("Message") == "Sent to 1/3 Total Cost: KES 1.6000");
    const auto& lines = data.at("Recipients").as_array();
    CHECK(lines.at(0).at("statusCode") == 101);
    CHECK(lines.at(1).at("statusCode") == 403);
    CHECK(lines.at(1).at("messageId") == "None");
    CHECK(lines.at(2).at("statusCode") == 406);
    side.settings.route.sender = "SOMEBODY";
    const auto refused = side.send(number);
    CHECK(refused.reply.status == 201);
    CHECK(refused.reply.body ==
          R"({"SMSMessageData":{"Message":"InvalidSenderId","Recipients":[]}})");
}

TEST_CASE("Infobip: a hundred numbers in one request, each with a line and an id of its own") {
    Side side("infobip");
    std::string numbers;
    std::string ids;
    for (int i = 0; i < 100; ++i) {
        numbers += (i == 0 ? "+2547110000" : ",+2547110000") + std::to_string(10 + i);
        ids += (i == 0 ? "kz-" : ",kz-") + std::to_string(i);
    }
    const auto answer = side.send(numbers, "Habari", ids);
    CHECK(answer.taken.size() == 100);
    const auto results = side.dialect.parse_send(answer.reply, side.settings.route);
    REQUIRE(results.size() == 100);
    CHECK(results.at(99).message_id == "kz-99");
}

}  // namespace kazi::simulator::telco
