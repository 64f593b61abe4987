// SPDX-License-Identifier: Apache-2.0
// A message finds its attempt by what it names, or by content when only one fits.
#include "billing/payout_match.hpp"

#include <doctest/doctest.h>

#include "tests/unit/billing/payout_fixture.hpp"

using namespace kazi::billing;
using namespace kazi::billing::test;

namespace {

const MatchContext context{provider_name, deployment_key};

}  // namespace

TEST_CASE("match_attempt: by key, reference, validated transaction; the older attempt too") {
    Story story = submitted();
    Decoded refusal = notice(Outcome::failed);
    story.reply(refusal).submit();

    CHECK(match_attempt(story.payout, notice(Outcome::succeeded)) == 1);
    Decoded by_key = says(Outcome::succeeded);
    by_key.key = story.payout.attempts[1].key;
    CHECK(match_attempt(story.payout, by_key) == 2);

    Decoded question = notice(Outcome::none);
    question.asks_validation = true;
    question.provider_ref = "ATQid_validated";
    story.callback(question, 2);
    Decoded news = says(Outcome::succeeded);
    news.provider_ref = "ATQid_validated";
    CHECK(match_attempt(story.payout, news) == 2);
    news.provider_ref = "ATQid_of_another";
    CHECK_FALSE(match_attempt(story.payout, news));
    CHECK_FALSE(match_attempt(story.payout, says(Outcome::succeeded)));
}

TEST_CASE("match_by_content: only when unique, and everything is told") {
    Story first = in_doubt();
    const Decoded news = notice(Outcome::succeeded);
    CHECK(match_by_content(std::vector{first.payout}, news, context) == PayoutMatch{0, 1});
    CHECK_FALSE(match_by_content(std::vector{first.payout, first.payout}, news, context));
    CHECK(match_by_content(std::vector{succeeded().payout, first.payout}, news, context) ==
          PayoutMatch{1, 1});

    Decoded untold = news;
    untold.msisdn.reset();
    CHECK_FALSE(match_by_content(std::vector{first.payout}, untold, context));
    Decoded other = news;
    other.amount_micro = 1;
    CHECK_FALSE(match_by_content(std::vector{first.payout}, other, context));
    other = news;
    other.msisdn = "+254711000112";
    CHECK_FALSE(match_by_content(std::vector{first.payout}, other, context));
    CHECK_FALSE(match_by_content(std::vector{first.payout}, news, {"another", deployment_key}));
}

TEST_CASE("match_by_content: an attempt that has its reference is named by it alone") {
    Story story = submitted();
    Decoded lost = no_answer();
    lost.provider_ref = "ATQid_known";
    story.reply(lost);
    CHECK_FALSE(match_by_content(std::vector{story.payout}, notice(Outcome::succeeded), context));
}

TEST_CASE("match_question: exactly one open payout that was not validated before") {
    Decoded question = notice(Outcome::none);
    question.asks_validation = true;
    Story story = submitted();
    CHECK(match_question(std::vector{story.payout}, question, context) == PayoutMatch{0, 1});
    CHECK_FALSE(match_question(std::vector{story.payout, in_doubt().payout}, question, context));
    CHECK_FALSE(match_question(std::vector{pending().payout}, question, context));
    story.callback(question);
    CHECK_FALSE(match_question(std::vector{story.payout}, question, context));
    CHECK(match_question(std::vector{story.payout, in_doubt().payout}, question, context) ==
          PayoutMatch{1, 1});
    Story held = submitted();
    held.decide(Verdict::hold);
    CHECK_FALSE(match_question(std::vector{held.payout}, question, context));
}
