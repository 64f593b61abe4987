// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/letter_results.hpp"

#include <doctest/doctest.h>

using namespace kazi::gateway::sender;
using kazi::protocols::SendOutcome;
using kazi::protocols::SendResult;

namespace {

std::vector<Letter> to(std::initializer_list<const char*> numbers) {
    std::vector<Letter> letters;
    for (const char* number : numbers)
        letters.emplace_back().msisdn = number;
    return letters;
}

SendResult result(const char* number, SendOutcome outcome, const char* id = "") {
    SendResult made;
    made.to = number;
    made.outcome = outcome;
    made.message_id = id;
    return made;
}

}  // namespace

TEST_CASE("results find their letters by number, in whatever order and spelling") {
    const auto own = results_of_letters(to({"+254711000001", "+254711000002"}),
                                        {result("254711000002", SendOutcome::rejected),
                                         result("+254711000001", SendOutcome::accepted, "a")});
    REQUIRE(own.size() == 2);
    CHECK(own[0].message_id == "a");
    CHECK(own[1].outcome == SendOutcome::rejected);
}

TEST_CASE("a letter that the answer leaves out is in doubt") {
    const auto own = results_of_letters(to({"+254711000001", "+254711000002"}),
                                        {result("+254711000001", SendOutcome::accepted, "a")});
    CHECK(own[0].outcome == SendOutcome::accepted);
    CHECK(own[1].outcome == SendOutcome::in_doubt);
}

TEST_CASE("a result that names nobody speaks for the whole request") {
    const auto own = results_of_letters(to({"+254711000001", "+254711000002"}),
                                        {result("", SendOutcome::no_credit)});
    CHECK(own[0].outcome == SendOutcome::no_credit);
    CHECK(own[1].outcome == SendOutcome::no_credit);
}

TEST_CASE("the one result of a lone letter is hers, however the number is written") {
    const auto own = results_of_letters(to({"+254711000001"}),
                                        {result("0711000001", SendOutcome::accepted, "a")});
    REQUIRE(own.size() == 1);
    CHECK(own[0].message_id == "a");
}
