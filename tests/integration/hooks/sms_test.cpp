// SPDX-License-Identifier: Apache-2.0
// What networks and aggregators do to SMS and reports. A number in a name is a row of
// gateway/hooks/pathologies.md.
#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "tests/integration/hooks/hook_house.hpp"

namespace kazi::tests {

namespace keys = gateway::keys;

namespace {

std::string twilio_form(const std::string& text, const std::string& id,
                        const std::string& keyword = {}) {
    std::string form = "From=" + escaped(HookHouse::her_number) + "&To=" + escaped("+15005550006") +
                       "&Body=" + escaped(text) + "&MessageSid=" + id;
    if (!keyword.empty()) form += "&OptOutType=" + keyword;
    return form;
}

}  // namespace

TEST_CASE("pathology 1: the same SMS again has the same answer and changes nothing") {
    HookHouse house;
    house.join();
    CHECK(house.sms("YES", "m-1") == 200);
    const auto before = house.worker();
    const auto replies = house.replies();
    CHECK(before.answers == 1);
    for (int copies = 0; copies < 3; ++copies)
        CHECK(house.sms("YES", "m-1") == 200);
    CHECK(house.worker() == before);
    CHECK(house.replies() == replies);
    CHECK(house.counts(R"(kazi_callbacks_total{kind="sms",outcome="duplicate",)"
                       R"(route="africastalking"} 3)"));
}

TEST_CASE("pathology 2: copies at the same moment are one message") {
    HookHouse house;
    house.join();
    const std::size_t replies = house.replies().size();
    house.store.hold_commits = true;
    std::vector<Pending> copies;
    for (int n = 0; n < 4; ++n)
        copies.push_back(house.begin("africastalking", "sms", HookHouse::sms_form("YES", "m-1")));
    // Each of them has found her record as it was before.
    house.until([&] { return house.store.held() == copies.size(); });
    house.store.let_go();
    for (const Pending& copy : copies)
        CHECK(house.reply(copy).status == 200);
    CHECK(house.worker().answers == 1);
    CHECK(house.replies().size() == replies + 1);
}

TEST_CASE("pathology 4: a plus that became a blank is a plus") {
    HookHouse house;
    house.join();
    CHECK(
        house.post("africastalking", "sms", "from=+254711000001&to=40404&text=YES&id=m-1").status ==
        200);
    CHECK(house.worker().answers == 1);
}

TEST_CASE("pathology 5: a number is the same with 00, without plus and in local form") {
    HookHouse house;
    house.join();
    std::uint32_t answers = 0;
    for (const char* number : {"00254711000001", "254711000001", "0711000001"}) {
        CHECK(house.sms("YES", "m-" + std::to_string(answers), number) == 200);
        CHECK(house.worker().answers == ++answers);
    }
}

TEST_CASE("pathology 7: an empty text is taken, once and for all") {
    HookHouse house;
    house.join();
    const auto replies = house.replies();
    CHECK(house.sms("", "m-1") == 200);
    CHECK(house.sms("", "m-1") == 200);
    CHECK(house.replies() == replies);
    CHECK(house.worker().answers == 0);
}

TEST_CASE("pathology 16: what can't be read is kept as it came, without secrets") {
    HookHouse house;
    house.route("simple").settings.secrets = {"planted-path-secret"};
    CHECK(house.post("africastalking", "sms", "unlike=the+documentation").status == 400);
    const auto kept = house.redis.call.range({"ke-0", keys::quarantine, "0", 10});
    REQUIRE(kept);
    REQUIRE(kept->size() == 1);
    CHECK(kept->front().payload.find("unlike=the+documentation") != std::string::npos);
    CHECK(house.post("simple", "sms", "forged=1").status == 403);
    CHECK(house.entries(keys::quarantine) == 1);
    CHECK(house.counts(R"(kazi_impossible_callbacks_total{route="simple",what="unproven"} 1)"));
    CHECK_FALSE(house.logs("planted-path-secret"));
}

TEST_CASE("pathology 21: a report of delivery moves no money") {
    HookHouse house;
    house.join();
    const auto before = house.worker();
    const std::size_t journal = house.entries(keys::journal);
    for (const char* status : {"Success", "Failed", "Buffered"})
        CHECK(house
                  .post("africastalking", "dlr",
                        std::string("id=ATXid_1&phoneNumber=%2B254711000001&status=") + status)
                  .status == 200);
    CHECK(house.entries(keys::journal) == journal);
    CHECK(house.worker() == before);
}

TEST_CASE("pathology 26: a sender that is no subscriber is told 'taken' and gets no answer") {
    HookHouse house;
    for (const char* sender : {"MPESA", "40404", "Safaricom"})
        CHECK(house.sms("You have received", "m-1", sender) == 200);
    CHECK(house.replies().empty());
}

TEST_CASE("keywords that the aggregator has answered are answered by nobody else") {
    HookHouse house;
    house.route("twilio");
    house.join();
    const auto replies = house.replies();
    CHECK(house.post("twilio", "sms", twilio_form("HELP", "SM1", "HELP")).status == 200);
    CHECK_FALSE(house.worker().opted_out);
    CHECK(house.post("twilio", "sms", twilio_form("STOP", "SM2", "STOP")).status == 200);
    CHECK(house.worker().opted_out);
    CHECK(house.post("twilio", "sms", twilio_form("START", "SM3", "START")).status == 200);
    CHECK_FALSE(house.worker().opted_out);
    CHECK(house.worker().stage == taskflow::Stage::active);
    CHECK(house.replies() == replies);
    CHECK(house.post("twilio", "sms", twilio_form("HELP", "SM4")).status == 200);
    CHECK(house.replies().size() == replies.size() + 1);
}

TEST_CASE("START that the aggregator has answered makes nobody a worker") {
    HookHouse house;
    house.route("twilio");
    CHECK(house.post("twilio", "sms", twilio_form("START", "SM1", "START")).status == 200);
    CHECK(house.worker() == taskflow::Worker{});
    CHECK(house.replies().empty());
}

}  // namespace kazi::tests
