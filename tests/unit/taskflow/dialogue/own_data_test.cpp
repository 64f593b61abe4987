// SPDX-License-Identifier: Apache-2.0
// MY DATA, and the code for the rest of it.
#include <doctest/doctest.h>

#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

TEST_CASE(
    "where the full file is handed out, MY DATA tells a code that is good once and for a day") {
    ToyWorld world;
    world.join(0);
    CHECK(reply_of(world.sms(0, "MY DATA")).find("code") == std::string::npos);
    CHECK(world.worker(0).data_code == DataCode{});
    world.market.data_office = "Moi Avenue 12";
    const std::string told = reply_of(world.sms(0, "MY DATA"));
    const std::string code = world.worker(0).data_code.code;
    CHECK(code.size() == 8);
    CHECK(told.find("show code " + code + " within a day at Moi Avenue 12") != std::string::npos);

    DataCode& kept = world.worker(0).data_code;
    CHECK_FALSE(use_data_code(kept, "", world.now));
    CHECK_FALSE(use_data_code(kept, "00000000", world.now));
    CHECK_FALSE(use_data_code(kept, code, world.now + day_us));
    CHECK(use_data_code(kept, code, world.now + day_us - 1));
    CHECK_FALSE(use_data_code(kept, code, world.now));
}

TEST_CASE("somebody of whom nothing is kept is told no code") {
    ToyWorld world;
    world.market.data_office = "Moi Avenue 12";
    world.sms(0, "MY DATA");
    CHECK(world.worker(0).data_code == DataCode{});
}

}  // namespace kazi::taskflow
