// SPDX-License-Identifier: Apache-2.0
#include "gateway/hooks/long_sms.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace kazi::gateway::hooks;
using kazi::protocols::InboundSms;
using kazi::protocols::SmsPart;

namespace {

InboundSms part(int total, int index) {
    InboundSms sms;
    sms.from = "+254711000001";
    sms.to = "40404";
    sms.part = SmsPart{"7", total, index};
    return sms;
}

LongSms joined(std::vector<int> order, int total) {
    LongSms sms;
    for (const int index : order) {
        sms = with_part(std::move(sms), {"7", total, index}, 100U + static_cast<unsigned>(index),
                        "<" + std::to_string(index) + ">");
    }
    return sms;
}

}  // namespace

TEST_CASE("a part is one unless it is all there is") {
    CHECK(is_part(part(2, 1)));
    CHECK(is_part(part(2, 2)));
    CHECK_FALSE(is_part(part(1, 1)));
    CHECK_FALSE(is_part(InboundSms{}));
}

TEST_CASE("parts belong together by sender, destination and reference") {
    const InboundSms one = part(2, 1);
    InboundSms other = part(2, 2);
    CHECK(long_sms_name(one) == long_sms_name(other));
    SUBCASE("sender") {
        other.from = "+254711000002";
    }
    SUBCASE("destination") {
        other.to = "40405";
    }
    SUBCASE("reference") {
        other.part->ref = "8";
    }
    CHECK(long_sms_name(one) != long_sms_name(other));
}

TEST_CASE("property: parts in any order, repeated at will, make one text and one id") {
    CHECK(rc::check([] {
        const int total = *rc::gen::inRange(2, 12);
        std::vector<int> order;
        for (int index = 1; index <= total; ++index)
            order.push_back(index);
        const LongSms straight = joined(order, total);
        auto shuffled = *rc::gen::exec([&] {
            std::vector<int> all = order;
            for (std::size_t at = all.size(); at-- > 1;)
                std::swap(all[at], all[*rc::gen::inRange<std::size_t>(0, at + 1)]);
            return all;
        });
        const auto again = *rc::gen::inRange<std::size_t>(0, shuffled.size());
        shuffled.insert(shuffled.begin() + static_cast<std::ptrdiff_t>(again), shuffled[again]);
        const LongSms sms = joined(shuffled, total);
        RC_ASSERT(sms.whole());
        RC_ASSERT(sms == straight);
        RC_ASSERT(sms.text() == straight.text());
        RC_ASSERT(sms.message_id() == straight.message_id());
        RC_ASSERT(long_sms_from(pack_long_sms(sms, 0)) == sms);
        shuffled.erase(std::remove(shuffled.begin(), shuffled.end(), 1), shuffled.end());
        RC_ASSERT(!joined(shuffled, total).whole());
    }));
}

TEST_CASE("a reference that is used again begins a new text") {
    LongSms sms = joined({1, 2}, 2);
    sms.version = 5;
    SUBCASE("by another message under an index that is taken") {
        sms = with_part(std::move(sms), {"7", 2, 1}, 900, "new");
    }
    SUBCASE("by another total") {
        sms = with_part(std::move(sms), {"7", 3, 1}, 101, "new");
    }
    CHECK(sms.version == 5);
    CHECK_FALSE(sms.whole());
    CHECK(sms.text() == "new");
}

TEST_CASE("a damaged record is none") {
    const std::string whole = pack_long_sms(joined({1, 2}, 2), 3);
    CHECK(long_sms_from(whole)->version == 3);
    for (std::size_t bytes = 0; bytes < whole.size(); ++bytes)
        CHECK_FALSE(long_sms_from(std::string_view(whole).substr(0, bytes)));
}
