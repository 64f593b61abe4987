// SPDX-License-Identifier: Apache-2.0
// What a worker has seen.
#include <doctest/doctest.h>

#include "taskflow/worker.hpp"

namespace kazi::taskflow {

using Ranges = std::vector<SeenRange>;

TEST_CASE("marking joins neighbours and moves the cursor") {
    CampaignHistory history;
    history.mark_seen(5);
    CHECK(history.cursor == 6);
    history.mark_seen(7);
    CHECK(history.seen == Ranges{{5, 5}, {7, 7}});
    history.mark_seen(6);
    CHECK(history.seen == Ranges{{5, 7}});
    history.mark_seen(4);
    history.mark_seen(8);
    CHECK(history.seen == Ranges{{4, 8}});
    history.mark_seen(6);
    CHECK(history.seen == Ranges{{4, 8}});
    CHECK(history.cursor == 7);
    history.mark_seen(0);
    CHECK(history.seen == Ranges{{0, 0}, {4, 8}});
    CHECK(history.has_seen(0));
    CHECK_FALSE(history.has_seen(3));
    CHECK(history.has_seen(8));
    CHECK_FALSE(history.has_seen(9));
}

TEST_CASE("a history is made once") {
    Worker worker;
    CHECK(worker.find_history(3) == nullptr);
    worker.history(3).mark_seen(1);
    CHECK(worker.history(4).seen.empty());
    CHECK(worker.history(3).seen == Ranges{{1, 1}});
    CHECK(worker.histories.size() == 2);
    REQUIRE(worker.find_history(3) != nullptr);
    CHECK(worker.find_history(3)->has_seen(1));
}

TEST_CASE("a worker's id as text") {
    WorkerId id;
    id.bytes[0] = 0x0a;
    id.bytes[15] = 0xff;
    CHECK(to_hex(id) == "0a0000000000000000000000000000ff");
}

}  // namespace kazi::taskflow
