// SPDX-License-Identifier: Apache-2.0
// Gold whose label is wrong, and gold whose answer got about.
#include "taskflow/standing/gold_health.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace kazi::taskflow {

namespace {

const GoldItem gold{.index = 3, .label = 1};

Campaign yes_no() {
    Campaign campaign;
    campaign.question.type = QuestionType::yes_no;
    return campaign;
}

using Answers = std::vector<GoldAnswer>;

void add(Answers& answers, int count, std::uint16_t label, std::uint16_t reliability_permille) {
    for (int nth = 0; nth < count; ++nth) {
        WorkerId worker;
        worker.bytes[0] = static_cast<std::uint8_t>(answers.size());
        answers.push_back({worker, label, reliability_permille});
    }
}

GoldHealth health(const Answers& answers) {
    return health_of(yes_no(), gold, answers);
}

}  // namespace

TEST_CASE("gold that good workers fail is doubted, and not for a few of them") {
    Answers answers;
    add(answers, 4, 0, 900);
    CHECK(health(answers) == GoldHealth::sound);
    add(answers, 1, 0, 900);
    CHECK(health(answers) == GoldHealth::doubtful);
}

TEST_CASE("gold that guessers fail is sound, and so is gold that opinions part on") {
    Answers guessers;
    add(guessers, 30, 0, 500);
    add(guessers, 2, 1, 900);
    CHECK(health(guessers) == GoldHealth::sound);
    Answers parted;
    for (int round = 0; round < 5; ++round) {
        add(parted, 1, 0, 900);
        add(parted, 1, 1, 900);
    }
    CHECK(health(parted) == GoldHealth::sound);
}

TEST_CASE("gold that half of the workers knew and then everybody knows has leaked") {
    Answers answers;
    for (int round = 0; round < 10; ++round) {
        add(answers, 1, 0, 500);
        add(answers, 1, 1, 550);
    }
    CHECK(health(answers) == GoldHealth::sound);
    add(answers, 8, 1, 550);
    CHECK(health(answers) == GoldHealth::sound);
    add(answers, 4, 1, 550);
    CHECK(health(answers) == GoldHealth::leaked);
}

TEST_CASE("better workers who come later are no leak") {
    Answers answers;
    for (int round = 0; round < 10; ++round) {
        add(answers, 1, 0, 500);
        add(answers, 1, 1, 550);
    }
    add(answers, 12, 1, 950);
    CHECK(health(answers) == GoldHealth::sound);
}

TEST_CASE("a wrong answer that goes round gives itself away, too") {
    Answers answers;
    add(answers, 20, 1, 700);
    add(answers, 12, 0, 520);
    CHECK(health(answers) == GoldHealth::leaked);
}

}  // namespace kazi::taskflow
