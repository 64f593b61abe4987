// SPDX-License-Identifier: Apache-2.0
// Where a person comes in: mismatch, held, decisions; and where we only answer: hints, validation.
#include <doctest/doctest.h>

#include "tests/unit/billing/payout_fixture.hpp"

using namespace kazi::billing;
using namespace kazi::billing::test;

TEST_CASE("any but created, amount, currency or number differs → held, mismatch") {
    Decoded amount = notice(Outcome::succeeded);
    amount.amount_micro = 19'000'000;
    Decoded currency = notice(Outcome::succeeded);
    currency.currency = *Currency::parse("UGX");
    Decoded msisdn = notice(Outcome::succeeded);
    msisdn.msisdn = "+254711000112";
    for (const Decoded& wrong : {amount, currency, msisdn}) {
        for (Story story :
             {submitted(), pending(), in_doubt(), failed(), succeeded(), returned()}) {
            const auto paid_before = story.paid_out();
            story.callback(wrong);
            CHECK(story.payout.state == PayoutState::held);
            CHECK(story.payout.held_reason == "mismatch");
            CHECK(has(story.last.alarms, Alarm::mismatch));
            CHECK(story.last.next == Next::person);
            CHECK(story.last.postings.empty());
            CHECK(story.paid_out() == paid_before);
        }
    }
}

TEST_CASE("held: further news of that attempt changes nothing, a person does") {
    Story story = pending();
    Decoded wrong = notice(Outcome::succeeded);
    wrong.amount_micro = 1;
    story.callback(wrong);
    check_unchanged(story, CalledBack{1, notice(Outcome::succeeded), true});
    check_unchanged(story, claim(story.payout));
    check_unchanged(story, GivenBack{});
    SUBCASE("paid") {
        story.decide(Verdict::paid);
        CHECK(story.payout.state == PayoutState::succeeded);
        CHECK(story.paid_out() == 20);
    }
    SUBCASE("not paid") {
        story.decide(Verdict::not_paid);
        CHECK(story.payout.state == PayoutState::failed);
        CHECK(story.last.next == Next::choose);
    }
    SUBCASE("released: where it was") {
        story.decide(Verdict::release);
        CHECK(story.payout.state == PayoutState::pending);
        CHECK(story.last.next == Next::query);
    }
    REQUIRE(story.payout.decisions.size() == 1);
    CHECK(story.payout.decisions[0].who == "asha");
}

TEST_CASE("a hint is never posted: the query answers") {
    for (const Outcome outcome : {Outcome::succeeded, Outcome::failed}) {
        Story story = pending();
        story.context = strong_provider();
        check_unchanged(story, CalledBack{1, notice(outcome), true});
        CHECK(story.last.next == Next::query);
        CHECK(has(story.last.actions, Action::query_status));
    }
}

TEST_CASE("conflict decided as not paid: posted back, in flight again") {
    Story story = succeeded();
    story.callback(notice(Outcome::failed)).decide(Verdict::not_paid);
    CHECK(story.payout.state == PayoutState::failed);
    CHECK(story.in_flight() == 20);
    CHECK(story.paid_out() == 0);
    CHECK(story.last.next == Next::choose);
}

TEST_CASE("a decision needs a name and a reason, and an attempt to speak of") {
    Story story = in_doubt();
    check_unchanged(story, Decided{{Verdict::paid, "", "saw it", 1}, 0});
    check_unchanged(story, Decided{{Verdict::paid, "asha", "", 1}, 0});
    check_unchanged(story, Decided{{Verdict::paid, "asha", "saw it", 1}, 9});
    Story fresh;
    check_unchanged(fresh, Decided{{Verdict::paid, "asha", "saw it", 1}, 0});
}

TEST_CASE("a created payout can be held and released") {
    Story story;
    story.decide(Verdict::hold);
    CHECK(story.payout.state == PayoutState::held);
    check_unchanged(story, claim(story.payout));
    story.decide(Verdict::release);
    CHECK(story.payout.state == PayoutState::created);
    CHECK(story.last.next == Next::send);
}

TEST_CASE("validation: yes once, and only when everything fits") {
    Decoded question = notice(Outcome::none);
    question.asks_validation = true;
    question.provider_ref = "ATQid_9";
    for (Story story : {submitted(), in_doubt()}) {
        story.callback(question);
        CHECK(has(story.last.actions, Action::reply_validated));
        CHECK(story.payout.attempts[0].validation_id == "ATQid_9");
        check_unchanged(story, CalledBack{1, question, true});
        CHECK(has(story.last.actions, Action::reply_failed));
    }
    for (Story story : {pending(), failed(), succeeded(), returned()}) {
        check_unchanged(story, CalledBack{1, question, true});
        CHECK(has(story.last.actions, Action::reply_failed));
    }
    Story story = submitted();
    check_unchanged(story, CalledBack{0, question, true});
    CHECK(has(story.last.actions, Action::reply_failed));
    question.amount_micro = 1;
    check_unchanged(story, CalledBack{1, question, true});
    CHECK(has(story.last.actions, Action::reply_failed));
}
