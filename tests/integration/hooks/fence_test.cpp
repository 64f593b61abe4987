// SPDX-License-Identifier: Apache-2.0
// Floods, storms of repeats, traffic that can't be, and routes that fell silent.
#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "tests/integration/hooks/hook_house.hpp"

namespace kazi::tests {

using gateway::hooks::Fence;

namespace {

constexpr const char* other_number = "+254711000002";

void set_fence(HookHouse& house, const gateway::hooks::FenceSettings& settings) {
    auto& route = house.hooks.add(house.hooks.routes().at("africastalking"));
    route.fence = Fence(settings);
}

}  // namespace

TEST_CASE("pathology 29: a storm of repeats is told to come later, and then is taken once") {
    HookHouse house;
    house.join();
    set_fence(house, {5, 0, 0});
    int taken = 0;
    for (int copy = 0; copy < 40; ++copy) {
        const auto reply = house.post("africastalking", "sms",
                                      HookHouse::sms_form("YES", "m-" + std::to_string(copy % 2)));
        if (reply.status == 200) ++taken;
        if (reply.status != 200) {
            CHECK(reply.status == 503);
            REQUIRE(reply.headers.size() == 1);
            CHECK(reply.headers.front().name == "Retry-After");
        }
    }
    CHECK(taken == 5);
    CHECK(house.worker().answers == 2);
    CHECK(house.logs("callbacks_fenced"));
    CHECK(house.counts(R"(kazi_callbacks_total{kind="sms",outcome="fenced",)"
                       R"(route="africastalking"} 35)"));
    house.clock.at += taskflow::second_us;
    CHECK(house.sms("YES", "m-0") == 200);
    CHECK(house.worker().answers == 2);
}

TEST_CASE("pathology 26: two machines at each other end at the fence; others are not held up") {
    HookHouse house;
    house.join();
    house.join(other_number);
    set_fence(house, {0, 0, 60});
    for (int n = 0; n < 30; ++n)
        (void)house.sms("thank you for your message", "m-" + std::to_string(n));
    CHECK(house.sms("YES", "m-100") == 503);
    CHECK(house.sms("YES", "m-101", other_number) == 200);
    CHECK(house.worker(other_number).answers == 1);
    house.clock.at += taskflow::hour_us;
    CHECK(house.sms("YES", "m-100") == 200);
}

TEST_CASE("who has left by the aggregator's word passes the fence; parts of long SMS don't") {
    HookHouse house;
    house.join();
    for (const char* dialect : {"twilio", "vonage"})
        house.hooks.add(house.route(dialect)).fence = Fence({0, 0, 6});
    const std::string message = "From=%2B254711000001&To=%2B15005550006&Body=STOP&MessageSid=SM";
    CHECK(house.post("twilio", "sms", message + "1").status == 200);
    CHECK(house.post("twilio", "sms", message + "2").status == 503);
    CHECK(house.post("twilio", "sms", message + "3&OptOutType=STOP").status == 200);
    CHECK(house.worker().opted_out);
    const std::string part =
        "api-key=ab12cd34&msisdn=254711000001&to=40404&text=x&type=unicode&concat=true"
        "&concat-total=9&concat-ref=7&concat-part=1&messageId=";
    CHECK(house.post("vonage", "sms", part + "a1").status == 200);
    CHECK(house.post("vonage", "sms", part + "a2").status == 503);
}

TEST_CASE("keys that no thumb presses end the session politely, before the store is asked") {
    HookHouse house;
    house.join();
    house.turn("s-1", "");
    set_fence(house, {0, 4, 0});
    std::string typed = "1";
    CHECK(house.turn("s-1", typed).starts_with("CON "));
    CHECK(house.turn("s-1", typed += "*1").starts_with("CON "));
    const auto before = house.worker();
    CHECK(house.turn("s-1", typed + "*1").starts_with("END Kazi cannot answer just now."));
    CHECK(house.worker() == before);
}

TEST_CASE("sessions that no network of the route can bring forth are counted, not refused") {
    HookHouse house;
    house.join();
    const std::string from_home = HookHouse::turn_form("s-1", "");
    CHECK(house.post("africastalking", "ussd", from_home).status == 200);
    CHECK_FALSE(house.logs("impossible_traffic"));
    CHECK(house.post("africastalking", "ussd", HookHouse::turn_form("s-2", "", "+447700900123"))
              .status == 200);
    CHECK(house.counts(R"(kazi_impossible_callbacks_total{route="africastalking",)"
                       R"(what="foreign_number"} 1)"));
    CHECK(house
              .post("africastalking", "ussd",
                    "sessionId=s-3&phoneNumber=%2B254711000001&serviceCode=%2A999%23&text=")
              .status == 200);
    CHECK(house.counts(R"(kazi_impossible_callbacks_total{route="africastalking",)"
                       R"(what="foreign_code"} 1)"));
    CHECK(house.logs("impossible_traffic"));
}

TEST_CASE("pathology 30: when a route was last heard of can be watched") {
    HookHouse house;
    CHECK(house.counts(R"(kazi_last_callback_timestamp_seconds{route="africastalking"} 0)"));
    CHECK(house.sms("JOIN", "m-1") == 200);
    CHECK(
        house.counts(R"(kazi_last_callback_timestamp_seconds{route="africastalking"} 1709622551)"));
}

}  // namespace kazi::tests
