// SPDX-License-Identifier: Apache-2.0
#include "taskflow/quality/text.hpp"

#include <doctest/doctest.h>

namespace kazi::taskflow::quality {

TEST_CASE("words: case and punctuation mean nothing") {
    CHECK(words_of("Habari, DUNIA -- don't!") ==
          std::vector<std::string>{"habari", "dunia", "dont"});
    CHECK(words_of(" ... ").empty());
    CHECK(words_of("Ünder 3kg").size() == 2);
}

TEST_CASE("distance counts replaced, added and dropped words") {
    CHECK(word_distance({"a", "b", "c"}, {"a", "x", "c"}) == 1);
    CHECK(word_distance({"a", "b", "c"}, {"a", "c"}) == 1);
    CHECK(word_distance({}, {"a", "c"}) == 2);
    CHECK(word_distance({"a"}, {}) == 1);
    CHECK(word_distance({"b", "a"}, {"a", "b"}) == 2);
}

TEST_CASE("the answer nearest to the others is taken, as it was written") {
    const std::vector<RecordedAnswer> answers{{"t", "u", "The dog runs home."},
                                              {"t", "v", "the dog runs at home"},
                                              {"t", "w", "Cats are sleeping"},
                                              {"t", "x", "A dog runs home"},
                                              {"s", "u", "alone"}};
    const auto estimates = medoids(answers);
    REQUIRE(estimates.size() == 2);
    CHECK(estimates[0].text == "alone");
    CHECK(estimates[0].agreement == 0);
    CHECK(estimates[1].text == "The dog runs home.");
    CHECK(estimates[1].answers == 4);
    CHECK(estimates[1].agreement > 0.3);
    const std::vector<KnownTruth> truths{{"t", "The dog ran home"}, {"s", "alone"}};
    CHECK(word_error_rate(estimates, truths) == doctest::Approx(0.125));
    CHECK_FALSE(word_error_rate(estimates, {}));
}

}  // namespace kazi::taskflow::quality
