// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/address_list.hpp"

#include <doctest/doctest.h>

namespace kazi::gateway::http {
namespace {

AddressList list_of(std::initializer_list<const char*> texts) {
    AddressList list;
    for (const char* text : texts)
        CHECK_MESSAGE(list.add(text), text);
    return list;
}

using Headers = std::vector<protocols::HeaderView>;

}  // namespace

TEST_CASE("addresses are in a list by themselves or by their network") {
    const auto list = list_of({"196.201.214.0/24", "10.0.0.5", "2001:db8::/32", "::1"});
    for (const char* in : {"196.201.214.0", "196.201.214.255", "10.0.0.5", "::ffff:10.0.0.5",
                           "2001:db8:1::9", "::1"})
        CHECK_MESSAGE(list.holds(in), in);
    for (const char* out : {"196.201.215.1", "10.0.0.6", "2001:db9::1", "::2", "", "localhost"})
        CHECK_MESSAGE(!list.holds(out), out);
    CHECK_FALSE(list.empty());
    CHECK(AddressList().empty());
}

TEST_CASE("what is no address is said to be none") {
    AddressList list;
    for (const char* bad : {"", "10.0.0", "10.0.0.0/33", "example.org", "10.0.0.1/", "::1/129"})
        CHECK_FALSE_MESSAGE(list.add(bad), bad);
    CHECK(list.empty());
}

TEST_CASE("only our own proxies are believed when they tell who called") {
    const auto proxies = list_of({"127.0.0.1", "10.0.0.0/8"});
    const Headers told{{"X-Forwarded-For", "6.6.6.6, 196.201.214.1"}};
    CHECK(caller_of("127.0.0.1", told, proxies) == "196.201.214.1");
    CHECK(caller_of("5.5.5.5", told, proxies) == "5.5.5.5");
    CHECK(caller_of("127.0.0.1", {}, proxies) == "127.0.0.1");
    const Headers chain{{"X-Forwarded-For", "196.201.214.1"}, {"x-forwarded-for", "10.0.0.2"}};
    CHECK(caller_of("127.0.0.1", chain, proxies) == "196.201.214.1");
    const Headers forged{{"X-Forwarded-For", "196.201.214.1"}, {"X-Forwarded-For", "6.6.6.6"}};
    CHECK(caller_of("127.0.0.1", forged, proxies) == "6.6.6.6");
    CHECK(caller_of("127.0.0.1", told, AddressList()) == "127.0.0.1");
}

}  // namespace kazi::gateway::http
