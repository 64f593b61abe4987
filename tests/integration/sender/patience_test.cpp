// SPDX-License-Identifier: Apache-2.0
// Aggregators that are away, that leave us in doubt, and that name messages by our id.
#include <array>

#include "gateway/engine/keys.hpp"
#include "tests/integration/sender/send_office.hpp"

namespace kazi::tests {

using gateway::hooks::HookKind;
using protocols::DeliveryStatus;
using protocols::HttpReply;

namespace {

std::string our_id(int n) {
    return taskflow::to_hex(SendOffice::worker_id(n)) + "-1";
}

ScriptedAggregator::Answer mtn_answer(const ScriptedAggregator::Request& request) {
    const bool asks_for_token = request.body.find("client_id=") != std::string::npos;
    const char* body = asks_for_token ? R"({"access_token":"t-1","expires_in":"3599"})"
                                      : R"({"statusCode":"0000","transactionId":"tx-0001"})";
    return at_once({200, "application/json", body, {}});
}

std::string mtn_report(const std::string& correlator, const std::string& status) {
    return R"({"clientCorrelator":")" + correlator + R"(","deliveryStatus":")" + status +
           R"(","receiverAddress":"254710000001"})";
}

// What Kannel answers when something in it broke: nobody knows.
ScriptedAggregator::Answer broken() {
    return at_once({500, "text/plain", "Internal trouble", {}});
}

}  // namespace

TEST_CASE("an aggregator that is away for long costs no message that has no end of its own") {
    SendOffice office;
    office.add_route("kn-ke", office.aggregator.url(), "kannel");
    constexpr std::array gaps_s{1, 4, 16, 64, 256, 256};
    office.aggregator.on_send = [&](std::size_t n, const ScriptedAggregator::Request&) {
        const bool away = n < gaps_s.size();
        return at_once(away ? HttpReply{503, "text/plain", "Temporal failure, try again later.", {}}
                            : HttpReply{202, "text/plain", "0: Accepted for delivery", {}});
    };
    office.post(1, true);
    office.open();
    std::size_t tries = 0;
    for (const int gap_s : gaps_s) {
        office.until([&] { return office.aggregator.requests.size() > tries; });
        office.turn(std::chrono::milliseconds(50));
        CHECK(office.waiting() == 1);
        office.clock.ahead += gap_s * taskflow::second_us;
        ++tries;
    }
    office.until_outbox_empty();
    CHECK(office.aggregator.requests.size() == gaps_s.size() + 1);
    CHECK(office.state("kn-ke", our_id(1)));
}

TEST_CASE("what left Kannel in doubt is not sent again once a report says that it went") {
    SendOffice office;
    office.add_route("kn-ke", office.aggregator.url(), "kannel");
    office.aggregator.on_send = [](std::size_t, ScriptedAggregator::Request) { return broken(); };
    office.post(1, true);
    office.open();
    office.until([&] { return office.aggregator.requests.size() == 1; });
    CHECK(office.report_by_query("kn-ke", "id=" + our_id(1) + "&status=8") == 200);
    office.clock.ahead += 5'000'000;
    office.until_outbox_empty();
    CHECK(office.aggregator.requests.size() == 1);
    const auto state = office.state("kn-ke", our_id(1));
    REQUIRE(state);
    CHECK(state->worker == SendOffice::worker_id(1));
    CHECK(state->status == DeliveryStatus::sent);
}

TEST_CASE("without a report it is sent once more") {
    SendOffice office;
    office.add_route("kn-ke", office.aggregator.url(), "kannel");
    office.aggregator.on_send = [](std::size_t, ScriptedAggregator::Request) { return broken(); };
    office.post(1, true);
    office.open();
    office.until([&] { return office.aggregator.requests.size() == 1; });
    office.turn(std::chrono::milliseconds(50));
    office.clock.ahead += 5'000'000;
    office.until_outbox_empty();
    CHECK(office.aggregator.requests.size() == 2);
}

TEST_CASE("nor is what a daemon took before it died, once a report says that it went") {
    SendOffice office;
    office.add_route("kn-ke", office.aggregator.url(), "kannel");
    office.post(1, true);
    const gateway::store::ClaimRequest dying{.cell = "ke-0",
                                             .key = gateway::keys::replies,
                                             .group = "senders",
                                             .consumer = "gone",
                                             .count = 1,
                                             .idle_ms = 900'000};
    const auto taken = office.redis.call.claim(dying);
    REQUIRE(taken);
    REQUIRE(taken->size() == 1);
    office.open();
    CHECK(office.report_by_query("kn-ke", "id=" + our_id(1) + "&status=1") == 200);
    const std::string stream = std::string("{ke-0}:") + gateway::keys::replies;
    office.redis.server.run(
        {"XCLAIM", stream, "senders", "gone", "0", taken->front().id, "IDLE", "1000000", "JUSTID"});
    office.until_outbox_empty();
    CHECK(office.aggregator.requests.empty());
    const auto state = office.state("kn-ke", our_id(1));
    REQUIRE(state);
    CHECK(state->worker == SendOffice::worker_id(1));
    CHECK(state->status == DeliveryStatus::delivered);
}

TEST_CASE("MTN: a report that names our correlator finds its message") {
    SendOffice office;
    office.add_route("mtn-ke", office.aggregator.url(), "mtn");
    office.aggregator.on_send = [](std::size_t, const ScriptedAggregator::Request& request) {
        return mtn_answer(request);
    };
    office.post(1, true);
    office.open();
    office.until_outbox_empty();
    CHECK(office.post_json("mtn-ke", HookKind::dlr, mtn_report(our_id(1), "DELIVRD")) == 200);
    const auto state = office.state("mtn-ke", "tx-0001");
    REQUIRE(state);
    CHECK(state->status == DeliveryStatus::delivered);
    CHECK(state->worker == SendOffice::worker_id(1));
}

TEST_CASE("MTN: so does one that comes before the send's answer") {
    SendOffice office;
    office.add_route("mtn-ke", office.aggregator.url(), "mtn");
    office.aggregator.on_send = [](std::size_t, const ScriptedAggregator::Request& request) {
        return mtn_answer(request);
    };
    office.open();
    CHECK(office.post_json("mtn-ke", HookKind::dlr, mtn_report(our_id(1), "UNDELIV")) == 200);
    office.post(1, true);
    office.until_outbox_empty();
    CHECK(office.state("mtn-ke", "tx-0001")->status == DeliveryStatus::failed);
    CHECK(office.post_json("mtn-ke", HookKind::dlr, mtn_report(our_id(1), "DELIVRD")) == 200);
    CHECK(office.state("mtn-ke", "tx-0001")->status == DeliveryStatus::failed);
}

TEST_CASE("MTN: what comes is told by what it holds, not by the address it came to") {
    SendOffice office;
    office.add_route("mtn-ke", office.aggregator.url(), "mtn");
    office.aggregator.on_send = [](std::size_t, const ScriptedAggregator::Request& request) {
        return mtn_answer(request);
    };
    office.post(1, true);
    office.open();
    office.until_outbox_empty();
    CHECK(office.post_json("mtn-ke", HookKind::sms, mtn_report(our_id(1), "DELIVRD")) == 200);
    CHECK(office.state("mtn-ke", "tx-0001")->status == DeliveryStatus::delivered);
    const std::string leaves = R"({"id":"mo-1","senderAddress":"254710000001",)"
                               R"("receiverAddress":"40404","message":"STOP"})";
    CHECK(office.post_json("mtn-ke", HookKind::dlr, leaves) == 200);
    CHECK(office.worker(1).opted_out);
}

TEST_CASE("MTN: a token taken back before its time costs a second request, and no message") {
    SendOffice office;
    office.add_route("mtn-ke", office.aggregator.url(), "mtn");
    office.aggregator.on_send = [](std::size_t n, const ScriptedAggregator::Request& request) {
        constexpr std::size_t first_send = 1;
        if (n == first_send) return at_once({401, "application/json", "{}", {}});
        return mtn_answer(request);
    };
    office.post(1, true);
    office.open();
    office.until_outbox_empty();
    CHECK(office.aggregator.requests.size() == 4);  // token, refused, token, taken
    CHECK(office.state("mtn-ke", "tx-0001"));
    CHECK_FALSE(office.logged("route_paused"));
}

TEST_CASE("MTN: refused with a token of this moment, the route pauses after one more try") {
    SendOffice office;
    office.add_route("mtn-ke", office.aggregator.url(), "mtn");
    office.aggregator.on_send = [](std::size_t, const ScriptedAggregator::Request& request) {
        if (request.body.find("client_id=") != std::string::npos) return mtn_answer(request);
        return at_once({401, "application/json", "{}", {}});
    };
    office.post(1, true);
    office.open();
    office.until([&] { return office.logged("route_paused"); });
    CHECK(office.aggregator.requests.size() == 4);
    CHECK(office.waiting() == 1);
}

}  // namespace kazi::tests
