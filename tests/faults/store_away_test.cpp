// SPDX-License-Identifier: Apache-2.0
// A store that is gone, frozen or slow: callers hear 'later', never a false 'thank you'; and what
// they were told comes true when it is back.
#include "tests/faults/working_daemon.hpp"

namespace kazi::tests {

TEST_SUITE_BEGIN("faults");

TEST_CASE("while the store is away nobody is thanked, and then everybody goes on") {
    WorkingDaemon work;
    work.redis.kill();
    REQUIRE(wait_until([&] { return !work.daemon.ready(); }));
    CHECK(Request::get(work.daemon.admin_url() + "/healthz").reply().status == 200);

    const auto page = work.phone.press("1");
    CHECK(page.status == 200);
    CHECK_MESSAGE(page.body.find(busy_in_english) == 0, page.body);
    const auto to_stranger = Phone(work.daemon, "+254711000002").dial();
    CHECK_MESSAGE(to_stranger.body.find(busy_in_swahili) == 0, to_stranger.body);
    CHECK(work.phone.write("1", "sms-1").status == 503);

    work.redis.start();
    REQUIRE(work.back());
    CHECK(work.answers() == 0);
    CHECK(work.phone.write("1", "sms-1").status == 200);  // the aggregator's next try
    CHECK(work.answers() == 1);
    CHECK(work.phone.write("1", "sms-1").status == 200);
    CHECK(work.answers() == 1);
    CHECK(work.phone.dial().body.find("CON ") == 0);
}

TEST_CASE("a store frozen for longer than the deadline is as good as away") {
    WorkingDaemon work(300);
    work.redis.freeze();
    const auto page = work.phone.press("1");
    CHECK_MESSAGE(page.body.find(busy_in_english) == 0, page.body);
    CHECK(work.phone.write("1", "sms-1").status == 503);

    work.redis.thaw();
    REQUIRE(work.back());
    const auto pressed = work.answers();  // her key may have been on its way, and then it counts
    CHECK(pressed <= 1);
    CHECK(work.phone.write("1", "sms-1").status == 200);
    CHECK(work.answers() == pressed + 1);
    CHECK(work.phone.write("1", "sms-1").status == 200);
    CHECK(work.answers() == pressed + 1);
}

TEST_CASE("commits frozen half-way are done once, however often their callbacks come") {
    WorkingDaemon work(500);
    std::vector<Phone> phones;
    for (int n = 10; n < 26; ++n) {
        phones.emplace_back(work.daemon, "+2547110000" + std::to_string(n));
        phones.back().join_in_english();
    }
    // A slow disk stretches the commits, so that the freeze falls between them.
    REQUIRE(work.redis.run({"DEBUG", "AOF-FLUSH-SLEEP", "100000"}) == "OK");
    std::vector<Request> first;
    for (auto& phone : phones)
        first.push_back(phone.begin_to_write("1", "sms-" + phone.number()));
    REQUIRE(wait_until([&] {
        bool any = false;
        for (auto& request : first)
            any = request.answered() || any;
        return any;
    }));
    work.redis.freeze();
    std::size_t taken = 0;
    for (auto& request : first)
        taken += request.reply().status == 200 ? 1 : 0;
    work.redis.thaw();
    REQUIRE(work.redis.run({"DEBUG", "AOF-FLUSH-SLEEP", "0"}) == "OK");
    REQUIRE(work.back());
    CHECK(work.answers() >= taken);
    for (auto& phone : phones)
        CHECK(phone.write("1", "sms-" + phone.number()).status == 200);
    CHECK(work.answers() == phones.size());
}

TEST_CASE("a slow disk makes slow thanks, and true ones") {
    WorkingDaemon work;
    REQUIRE(work.redis.run({"DEBUG", "AOF-FLUSH-SLEEP", "200000"}) == "OK");
    CHECK(says(work.phone.press("1"), thanks));
    CHECK(work.phone.write("1", "sms-1").status == 200);
    CHECK(work.answers() == 2);
}

TEST_SUITE_END();

}  // namespace kazi::tests
