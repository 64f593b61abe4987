// SPDX-License-Identifier: Apache-2.0
// Files of recorded answers, and the numbers that their names get.
#include "taskflow/quality/recorded.hpp"

#include <doctest/doctest.h>

#include "taskflow/quality/recording.hpp"

namespace kazi::taskflow::quality {

TEST_CASE("plain rows, other columns, blank lines and both ends of lines") {
    const auto read = read_answers("task,worker,label,order\nt,w,l,1\r\n\nt,v,m,2");
    REQUIRE(read.has_value());
    REQUIRE(read->size() == 2);
    CHECK((*read)[1].worker == "v");
    CHECK((*read)[1].label == "m");
    CHECK(read_truths("task,label\nt,l")->front().label == "l");
}

TEST_CASE("a field in quotes holds commas and doubled quotes") {
    const auto read = read_answers("task,worker,label\nt,w,\"He said \"\"no\"\", and left.\",7\n");
    REQUIRE(read.has_value());
    CHECK(read->front().label == "He said \"no\", and left.");
}

TEST_CASE("a recording that cannot be read names its line") {
    CHECK(read_answers("worker,task,label\nt,w,l\n").error().starts_with("line 1:"));
    CHECK(read_answers("task,worker,label\nt,w,l\nt,w\n").error().starts_with("line 3:"));
    CHECK(read_answers("task,worker,label\nt,,l\n").error().starts_with("line 2:"));
    CHECK(read_answers("task,worker,label\nt,w,\"open\n").error().starts_with("line 2:"));
    CHECK(read_answers("task,worker,label\nt,w,\"a\"b\n").error().starts_with("line 2:"));
    CHECK(read_answers("task,worker,label\nt,w\"x,l\n").error().starts_with("line 2:"));
    CHECK(read_answers("task,worker,label\n").has_error());
    CHECK(read_truths("").has_error());
}

TEST_CASE("names are sorted, and answers with them, whatever order they came in") {
    const std::vector<RecordedAnswer> answers{{"t2", "v", "x"}, {"t1", "w", "z"}, {"t1", "v", "y"}};
    const Recording recording = number_answers(answers);
    CHECK(recording.items == std::vector<std::string>{"t1", "t2"});
    CHECK(recording.workers == std::vector<std::string>{"v", "w"});
    CHECK(recording.labels == std::vector<std::string>{"x", "y", "z"});
    REQUIRE(recording.answers_to(0).size() == 2);
    CHECK(recording.answers_to(0)[0].label == 1);
    CHECK(recording.answers_to(1)[0].worker == 0);
    CHECK(find_name(recording.labels, "z") == 2);
    CHECK_FALSE(find_name(recording.labels, "w"));
}

TEST_CASE("a part of a recording keeps the names of the whole") {
    const std::vector<RecordedAnswer> answers{{"t1", "v", "x"}, {"t2", "w", "y"}};
    const Recording whole = number_answers(answers);
    const Recording part = with_answers(whole, {whole.answers[1]});
    CHECK(part.answers_to(0).empty());
    CHECK(part.answers_to(1).size() == 1);
    CHECK(part.items == whole.items);
}

}  // namespace kazi::taskflow::quality
