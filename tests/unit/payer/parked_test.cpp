// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/parked.hpp"

#include <doctest/doctest.h>

namespace kazi::gateway::payer {

namespace {

Notice notice(const std::string& body) {
    return {"application/json", body};
}

}  // namespace

TEST_CASE("parked notices come back in their order") {
    auto parked = with_notice({}, notice("first"));
    REQUIRE(parked);
    parked = with_notice(*parked, notice("second"));
    REQUIRE(parked);
    const auto read = parked_from(pack_parked(*parked, 3));
    REQUIRE(read);
    CHECK(read->version == 3);
    CHECK(read->notices == std::vector{notice("first"), notice("second")});
}

TEST_CASE("a repeated notice is kept once") {
    const auto once = with_notice({}, notice("said"));
    const auto twice = with_notice(*once, notice("said"));
    REQUIRE(twice);
    CHECK(twice->notices.size() == 1);
}

TEST_CASE("a full place takes no more, but still knows a repetition") {
    Parked parked;
    for (std::size_t n = 0; n < parked_notices_max; ++n)
        parked = *with_notice(parked, notice(std::to_string(n)));
    CHECK_FALSE(with_notice(parked, notice("one more")));
    CHECK(with_notice(parked, notice("0")) == parked);
}

TEST_CASE("damaged bytes are refused") {
    const std::string whole = pack_parked(*with_notice({}, notice("said")), 1);
    for (std::size_t length = 0; length < whole.size(); ++length)
        CHECK_FALSE(parked_from(std::string_view(whole).substr(0, length)));
    CHECK_FALSE(parked_from(whole + "x"));
}

}  // namespace kazi::gateway::payer
