// SPDX-License-Identifier: Apache-2.0
// What delivery reports and answers make of a message that left.
#include "tests/integration/sender/send_office.hpp"

namespace kazi::tests {

using protocols::DeliveryStatus;
using protocols::HttpReply;

namespace {

constexpr const char* first_id = "AT-0000001";

std::string report_of(const std::string& id, const std::string& status) {
    return "id=" + id + "&status=" + status + "&phoneNumber=%2B254710000001&networkCode=63902";
}

HttpReply two_parts() {
    return {200,
            "application/json",
            R"({"message-count":"2","messages":[)"
            R"({"to":"254710000001","message-id":"V1","status":"0"},)"
            R"({"to":"254710000001","message-id":"V2","status":"0"}]})",
            {}};
}

std::string vonage_report(const std::string& id, const std::string& status) {
    return "msisdn=254710000001&messageId=" + id + "&status=" + status + "&err-code=0";
}

ScriptedAggregator::Answer report_first(SendOffice& office, std::vector<std::string> to) {
    const protocols::HeaderView headers[] = {{"Content-Type", "application/x-www-form-urlencoded"}};
    const std::string body = report_of(first_id, "Success");
    const protocols::Callback callback{"POST", "/hooks/at-ke/dlr", body, headers};
    const gateway::hooks::HookPath path{"at-ke", gateway::hooks::HookKind::dlr};
    const HttpReply reply = co_await office.hooks.serve(callback, path);
    CHECK(reply.status == 200);
    co_return told(to, 101);
}

}  // namespace

TEST_CASE("a report that comes before the send's answer is kept") {
    SendOffice office;
    office.add_route("at-ke", office.aggregator.url());
    office.aggregator.on_send = [&](std::size_t, const ScriptedAggregator::Request& request) {
        return report_first(office, request.to);
    };
    office.post(1, true);
    office.open();
    office.until_outbox_empty();
    const auto state = office.state("at-ke", first_id);
    REQUIRE(state);
    CHECK(state->status == DeliveryStatus::delivered);
    CHECK(state->worker == SendOffice::worker_id(1));
}

TEST_CASE("states move forward, and the first final report stands") {
    SendOffice office;
    office.add_route("at-ke", office.aggregator.url());
    office.post(1, true);
    office.open();
    office.until_outbox_empty();
    CHECK(office.state("at-ke", first_id)->status == DeliveryStatus::accepted);
    CHECK(office.report("at-ke", report_of(first_id, "Buffered")) == 200);
    CHECK(office.report("at-ke", report_of(first_id, "Sent")) == 200);
    CHECK(office.state("at-ke", first_id)->status == DeliveryStatus::buffered);
    CHECK(office.report("at-ke", report_of(first_id, "Nonsense")) == 200);
    CHECK(office.state("at-ke", first_id)->status == DeliveryStatus::buffered);
    CHECK(office.report("at-ke", report_of(first_id, "Failed")) == 200);
    CHECK(office.report("at-ke", report_of(first_id, "Success")) == 200);
    CHECK(office.state("at-ke", first_id)->status == DeliveryStatus::failed);
}

TEST_CASE("pathology 19: a text in parts is delivered when each part is") {
    SendOffice office;
    office.add_route("vg-ke", office.aggregator.url(), "vonage");
    office.aggregator.on_send = [](std::size_t, ScriptedAggregator::Request) {
        return at_once(two_parts());
    };
    office.post(1, true, std::string(200, 'x'));
    office.open();
    office.until_outbox_empty();
    CHECK(office.report("vg-ke", vonage_report("V2", "delivered")) == 200);
    CHECK(office.state("vg-ke", "V1")->status == DeliveryStatus::accepted);
    CHECK(office.report("vg-ke", vonage_report("V2", "failed")) == 200);
    CHECK(office.report("vg-ke", vonage_report("V1", "delivered")) == 200);
    CHECK(office.state("vg-ke", "V1")->status == DeliveryStatus::delivered);
}

TEST_CASE("one part that fails is a text that failed") {
    SendOffice office;
    office.add_route("vg-ke", office.aggregator.url(), "vonage");
    office.aggregator.on_send = [](std::size_t, ScriptedAggregator::Request) {
        return at_once(two_parts());
    };
    CHECK(office.proofs.empty());
    office.post(1, true, std::string(200, 'x'));
    office.open();
    office.until_outbox_empty();
    CHECK(office.report("vg-ke", vonage_report("V1", "delivered")) == 200);
    CHECK(office.report("vg-ke", vonage_report("V2", "expired")) == 200);
    CHECK(office.state("vg-ke", "V1")->status == DeliveryStatus::expired);
}

TEST_CASE("a report that she blocked us is her STOP, though it comes twice") {
    SendOffice office;
    office.add_route("vg-ke", office.aggregator.url(), "vonage");
    office.aggregator.on_send = [](std::size_t, ScriptedAggregator::Request) {
        return at_once(two_parts());
    };
    office.post(1, true, std::string(200, 'x'));
    office.open();
    office.until_outbox_empty();
    const std::string blocked = "messageId=V1&status=failed&err-code=4";
    CHECK(office.report("vg-ke", blocked) == 200);
    CHECK(office.report("vg-ke", blocked) == 200);
    CHECK(office.worker(1).opted_out);
    CHECK(office.state("vg-ke", "V1")->status == DeliveryStatus::failed);
}

TEST_CASE("an answer proves that the question arrived, without a report") {
    SendOffice office;
    office.add_route("at-ke", office.aggregator.url());
    office.post(1, true);
    office.open();
    office.until_outbox_empty();
    office.turn(std::chrono::milliseconds(50));
    office.proofs.answered(SendOffice::worker_id(1));
    CHECK_FALSE(office.proofs.empty());
    office.until([&] { return office.proofs.empty(); });
    office.turn(std::chrono::milliseconds(100));
    CHECK(office.state("at-ke", first_id)->status == DeliveryStatus::delivered);
    CHECK(office.report("at-ke", report_of(first_id, "Failed")) == 200);
    CHECK(office.state("at-ke", first_id)->status == DeliveryStatus::delivered);
}

}  // namespace kazi::tests
