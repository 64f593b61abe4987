// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/held_part.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>

using namespace kazi::gateway::hooks;
using kazi::protocols::InboundSms;
using kazi::protocols::SmsPart;

namespace {

InboundSms part(int total, int index) {
    InboundSms sms;
    sms.from = "+254711000001";
    sms.to = "40404";
    sms.text = "half of it ";
    sms.message_id = "m-1";
    sms.part = SmsPart{"7", total, index};
    return sms;
}

}  // namespace

TEST_CASE("a part is held unless it is all there is") {
    CHECK(is_held(part(2, 1)));
    CHECK(is_held(part(2, 2)));
    CHECK_FALSE(is_held(part(1, 1)));
    CHECK_FALSE(is_held(InboundSms{}));
}

TEST_CASE("a held part keeps all that joining needs") {
    const auto entry = held_part(1'709'622'551'000'000, "vo-ke", part(3, 2));
    CHECK(entry.keep_about == held_parts_keep);
    CHECK(boost::json::parse(entry.payload) == boost::json::parse(R"({
        "at_us": 1709622551000000, "route": "vo-ke",
        "sms": {"from": "+254711000001", "to": "40404", "text": "half of it ",
                "message_id": "m-1", "part": {"ref": "7", "total": 3, "index": 2}}})"));
}
