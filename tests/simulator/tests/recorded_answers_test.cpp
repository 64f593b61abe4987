// SPDX-License-Identifier: Apache-2.0
// The recorded sets are read whole or not at all.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "tests/simulator/recorded_answers.hpp"

namespace kazi::simulator {

TEST_CASE("the weather set is whole") {
    std::ifstream file(KAZI_SOURCE_DIR "/tests/data/weather/answers.csv");
    const auto recorded = read_answers(file);
    REQUIRE(recorded);
    CHECK(recorded->workers() == 110);
    CHECK(recorded->answers() == 6025);
    CHECK(recorded->label(0, "t1") == 0);
    std::ifstream truth_file(KAZI_SOURCE_DIR "/tests/data/weather/truth.csv");
    const auto truth = read_truth(truth_file);
    REQUIRE(truth);
    CHECK(truth->size() == 300);
}

TEST_CASE("a crowd larger than the set goes round") {
    RecordedAnswers recorded;
    recorded.add("t1", "w1", 3);
    recorded.add("t1", "w2", 4);
    recorded.add("t1", "w2", 0);
    CHECK(recorded.label(3, "t1") == 4);
    CHECK_FALSE(recorded.label(0, "t2"));
    CHECK(recorded.answers() == 2);
}

TEST_CASE("a broken line is not passed over") {
    std::istringstream short_line("task,worker,label\nt1,w1\n");
    CHECK_FALSE(read_answers(short_line));
    std::istringstream bad_label("task,worker,label\nt1,w1,red\n");
    CHECK_FALSE(read_answers(bad_label));
    std::istringstream nothing("");
    CHECK_FALSE(read_answers(nothing));
}

}  // namespace kazi::simulator
