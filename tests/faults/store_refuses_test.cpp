// SPDX-License-Identifier: Apache-2.0
// A store that is there and refuses to write: as away for all who write, and over when it ends.
#include "tests/faults/working_daemon.hpp"

namespace kazi::tests {

namespace {

using Command = std::vector<std::string>;

void refuse_and_recover(const Command& begin, const Command& end) {
    WorkingDaemon work;
    REQUIRE(work.redis.run(begin) == "OK");
    const auto page = work.phone.press("1");
    CHECK_MESSAGE(page.body.find(busy_in_english) == 0, page.body);
    CHECK_FALSE(says(page, thanks));
    CHECK(work.phone.write("1", "sms-1").status == 503);
    CHECK(work.phone.write("STOP", "sms-2").status == 503);

    REQUIRE(work.redis.run(end) == "OK");
    REQUIRE(work.back());
    CHECK(work.answers() == 0);
    CHECK(work.phone.write("1", "sms-1").status == 200);
    CHECK(work.answers() == 1);
}

}  // namespace

TEST_SUITE_BEGIN("faults");

TEST_CASE("a store out of memory") {
    refuse_and_recover({"CONFIG", "SET", "maxmemory", "1"}, {"CONFIG", "SET", "maxmemory", "0"});
}

TEST_CASE("a store that became a replica") {
    refuse_and_recover({"REPLICAOF", "127.0.0.1", "1"}, {"REPLICAOF", "NO", "ONE"});
}

TEST_CASE("a store that misses its replicas") {
    refuse_and_recover({"CONFIG", "SET", "min-replicas-to-write", "1"},
                       {"CONFIG", "SET", "min-replicas-to-write", "0"});
}

TEST_SUITE_END();

}  // namespace kazi::tests
