// SPDX-License-Identifier: Apache-2.0
// Friends and other phones from callback to callback, on a real redis-server: what one message asks
// for, a round of the keeper does, once.
#include "gateway/keepers/tie_keeper.hpp"

#include "gateway/engine/keys.hpp"
#include "gateway/http/spawn.hpp"
#include "gateway/keepers/rest.hpp"
#include "tests/integration/hooks/hook_house.hpp"

using namespace kazi;
using namespace kazi::tests;
using namespace kazi::gateway;

namespace {

constexpr const char* other_phone = "+254711000002";

struct TiedHouse {
    HookHouse house;
    keepers::Rest rest{house.io};
    keepers::Post post{house.world, house.engine, house.cell, rest};
    int messages = 0;

    int says(const std::string& text, const std::string& from = HookHouse::her_number) {
        return house.sms(text, "tied-" + std::to_string(++messages), from);
    }
    void round() {
        bool over = false;
        boost::asio::co_spawn(house.io, keepers::look_after_ties(post),
                              [&over](const std::exception_ptr& failure) {
                                  if (failure) FAIL(http::text_of(failure));
                                  over = true;
                              });
        house.until([&] { return over; });
    }
    double round_trips() { return house.metrics.turn_round_trips.Value(); }
};

}  // namespace

TEST_CASE("another phone joins by a code; from then on a turn of it is hers, in two round trips") {
    TiedHouse tied;
    HookHouse& house = tied.house;
    house.cell.settings.market.auto_payout = false;
    house.join();
    tied.says("YES");
    tied.says("LINK");
    const std::string code = house.worker().ties.link_code;
    REQUIRE(code.size() == 8);
    CHECK(tied.says("LINK 00000000", other_phone) == 200);
    tied.round();
    CHECK(house.replies().back().find("wrong or too old") != std::string::npos);
    CHECK_FALSE(house.worker(other_phone).ties.another_of);

    CHECK(tied.says("LINK " + code, other_phone) == 200);
    tied.round();
    CHECK(house.worker(other_phone).ties.another_of);
    CHECK(house.worker().ties.numbers.size() == 1);
    CHECK(house.replies().back().find("one account now") != std::string::npos);
    tied.round();
    CHECK(house.worker().ties.numbers.size() == 1);

    tied.says("BAL", other_phone);
    const double before = tied.round_trips();
    const auto answers = house.worker().answers;
    tied.says("YES", other_phone);
    CHECK(house.worker().answers == answers + 1);
    CHECK(tied.round_trips() - before == 2);
}

TEST_CASE("who brings a friend is paid once the friend has worked, and once only") {
    TiedHouse tied;
    HookHouse& house = tied.house;
    house.cell.settings.market.auto_payout = false;
    house.cell.settings.market.referral = {20'000'000, 2, 5, 100'000'000};
    house.join();
    tied.says("REFER");
    const std::string code = house.worker().ties.code;
    const std::int64_t before = house.worker().available_micro;
    for (const std::string& text : {"JOIN " + code, std::string("2"), std::string("1"),
                                    std::string("1990"), std::string("YES")})
        CHECK(tied.says(text, other_phone) == 200);
    tied.round();
    CHECK(house.worker().available_micro == before);
    tied.says("YES", other_phone);
    tied.round();
    tied.round();
    CHECK(house.worker().available_micro == before + 20'000'000);
    CHECK(house.balance("referral_budget") == -20'000'000);
}
