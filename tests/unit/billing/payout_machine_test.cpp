// SPDX-License-Identifier: Apache-2.0
// The state table, one test for one row, in the table's order.
#include <doctest/doctest.h>

#include "tests/unit/billing/payout_fixture.hpp"

using namespace kazi::billing;
using namespace kazi::billing::test;

TEST_CASE("payout decided → created: available → in flight") {
    const Story story;
    CHECK(story.payout.state == PayoutState::created);
    CHECK(story.available() == -20);
    CHECK(story.in_flight() == 20);
}

TEST_CASE("created, sender takes it → submitted, nothing posted, then the network") {
    const Story story = submitted();
    CHECK(story.payout.state == PayoutState::submitted);
    REQUIRE(story.payout.attempts.size() == 1);
    CHECK(story.payout.attempts[0].key.size() == 32);
    CHECK(story.last.next == Next::send);
    check_nothing_posted(story);
}

TEST_CASE("submitted, claimed again → unchanged: a second lease does not send") {
    Story story = submitted();
    check_unchanged(story, claim(story.payout));
    CHECK(story.last.next == Next::nothing);
}

TEST_CASE("submitted, could not connect → submitted, same key again") {
    Story story = submitted();
    check_unchanged(story, NotSent{1});
    CHECK(story.last.next == Next::resend);
}

TEST_CASE("submitted, turned away → submitted, same key again") {
    Story story = submitted();
    const std::string key = story.payout.attempts[0].key;
    SUBCASE("throttled") {
        story.reply(says(Outcome::none, Reason::throttled));
    }
    SUBCASE("token expired") {
        story.reply(says(Outcome::none, Reason::token_expired));
        CHECK(has(story.last.actions, Action::refresh_token));
    }
    SUBCASE("credentials") {
        story.reply(says(Outcome::none, Reason::credentials));
        CHECK(has(story.last.actions, Action::stop_provider_queue));
        CHECK(has(story.last.alarms, Alarm::credentials));
    }
    CHECK(story.payout.state == PayoutState::submitted);
    CHECK(story.last.next == Next::resend);
    CHECK(story.payout.attempts[0].key == key);
    check_nothing_posted(story);
}

TEST_CASE("submitted, accepted → pending, poll") {
    const Story story = pending();
    CHECK(story.payout.state == PayoutState::pending);
    CHECK(story.last.next == Next::poll);
    check_nothing_posted(story);
}

TEST_CASE("submitted, success in the reply → succeeded, both chains move") {
    Story story = submitted();
    Decoded message = notice(Outcome::succeeded);
    message.cost_micro = 19'200'000;
    message.cost_currency = shillings(1).currency;
    story.reply(message);
    CHECK(story.payout.state == PayoutState::succeeded);
    CHECK(story.in_flight() == 0);
    CHECK(story.paid_out() == 20);
    CHECK(story.payout.attempts[0].cost == Money{19'200'000, shillings(1).currency});
    CHECK(story.units(AccountKind::float_held, std::string(provider_name)) == -19);
    CHECK(story.last.next == Next::tell_paid);
}

TEST_CASE("submitted, explicit refusal → failed, still in flight, policy") {
    const Story story = failed();
    CHECK(story.payout.state == PayoutState::failed);
    CHECK(story.last.next == Next::choose);
    check_nothing_posted(story);
}

TEST_CASE("submitted, no float → failed, and the provider's queue stops") {
    Story story = submitted();
    story.reply(says(Outcome::failed, Reason::insufficient_float));
    CHECK(story.payout.state == PayoutState::failed);
    CHECK(has(story.last.actions, Action::stop_provider_queue));
    CHECK(has(story.last.alarms, Alarm::insufficient_float));
}

TEST_CASE("submitted, anything else → in doubt, query") {
    for (const Reason reason :
         {Reason::timeout, Reason::provider_unavailable, Reason::unreadable, Reason::unknown_code,
          Reason::duplicate_key, Reason::duplicate_window, Reason::ambiguous}) {
        Story story = submitted();
        story.reply(says(Outcome::in_doubt, reason));
        CHECK(story.payout.state == PayoutState::in_doubt);
        CHECK(story.last.next == Next::query);
        CHECK(has(story.last.actions, Action::query_status));
        check_nothing_posted(story);
    }
}

TEST_CASE("pending, final good → succeeded: in flight → paid out") {
    for (const bool by_query : {false, true}) {
        Story story = pending();
        if (by_query)
            story.then(Queried{1, notice(Outcome::succeeded)});
        else
            story.callback(notice(Outcome::succeeded));
        CHECK(story.payout.state == PayoutState::succeeded);
        CHECK(story.in_flight() == 0);
        CHECK(story.paid_out() == 20);
        CHECK(story.last.next == Next::tell_paid);
    }
}

TEST_CASE("pending, final bad → failed, policy") {
    Story story = pending();
    story.callback(notice(Outcome::failed));
    CHECK(story.payout.state == PayoutState::failed);
    CHECK(story.last.next == Next::choose);
    check_nothing_posted(story);
}

TEST_CASE("pending or submitted, deadline → in doubt, never failed") {
    for (Story story : {pending(), submitted()}) {
        const std::int64_t deadline_us = story.payout.attempts[0].deadline_us;
        check_unchanged(story, DeadlinePassed{1, deadline_us - 1});
        story.then(DeadlinePassed{1, deadline_us});
        CHECK(story.payout.state == PayoutState::in_doubt);
        CHECK(story.last.next == Next::query);
        check_nothing_posted(story);
    }
}

TEST_CASE("in doubt, proof of payment → succeeded, tell the worker") {
    Story story = in_doubt();
    SUBCASE("callback") {
        story.callback(notice(Outcome::succeeded));
    }
    SUBCASE("query") {
        story.then(Queried{1, notice(Outcome::succeeded)});
    }
    SUBCASE("a person") {
        story.decide(Verdict::paid);
    }
    CHECK(story.payout.state == PayoutState::succeeded);
    CHECK(story.paid_out() == 20);
    CHECK(story.last.next == Next::tell_paid);
}

TEST_CASE("in doubt, a line of the report → succeeded and reconciled at once") {
    Story story = in_doubt();
    story.then(Reported{1, notice(Outcome::succeeded)});
    CHECK(story.payout.state == PayoutState::reconciled);
    CHECK(story.paid_out() == 20);
}

TEST_CASE("in doubt, proof of non-payment → failed, policy") {
    Story story = in_doubt();
    SUBCASE("callback") {
        story.callback(notice(Outcome::failed));
    }
    SUBCASE("query") {
        story.then(Queried{1, notice(Outcome::failed)});
    }
    SUBCASE("absent from the report") {
        story.then(Reported{1, says(Outcome::failed, Reason::not_found)});
    }
    SUBCASE("a person") {
        story.decide(Verdict::not_paid);
    }
    CHECK(story.payout.state == PayoutState::failed);
    CHECK(story.last.next == Next::choose);
    check_nothing_posted(story);
}

TEST_CASE("in doubt, not found → in doubt; the same key again only where that is safe") {
    Story weak = in_doubt();
    weak.then(Queried{1, says(Outcome::in_doubt, Reason::not_found)});
    CHECK(weak.payout.state == PayoutState::in_doubt);
    CHECK(weak.last.next == Next::poll);

    Story strong = in_doubt();
    strong.context = strong_provider();
    strong.then(Queried{1, says(Outcome::in_doubt, Reason::not_found)});
    CHECK(strong.payout.state == PayoutState::in_doubt);
    CHECK(strong.last.next == Next::resend);
}

TEST_CASE("failed, worth another try → submitted, attempt 2 with its own key") {
    Story story = failed();
    story.submit(10 * minute_us);
    CHECK(story.payout.state == PayoutState::submitted);
    REQUIRE(story.payout.attempts.size() == 2);
    CHECK(story.payout.attempts[1].number == 2);
    CHECK(story.payout.attempts[0].key != story.payout.attempts[1].key);
    CHECK(story.payout.attempts[0].state == AttemptState::failed);
}

TEST_CASE("failed, given up → returned: in flight → available, told why") {
    const Story story = returned();
    CHECK(story.payout.state == PayoutState::returned);
    CHECK(story.in_flight() == 0);
    CHECK(story.available() == 0);
    CHECK(story.last.next == Next::tell_returned);
}

TEST_CASE("given up while it may have been paid → unchanged") {
    for (Story story : {Story(), submitted(), pending(), in_doubt(), succeeded(), returned()})
        check_unchanged(story, GivenBack{});
}

TEST_CASE("succeeded, reversed → reversed: paid out → in flight, policy as failed") {
    Story story = succeeded();
    story.callback(notice(Outcome::reversed));
    CHECK(story.payout.state == PayoutState::reversed);
    CHECK(story.in_flight() == 20);
    CHECK(story.paid_out() == 0);
    CHECK(story.units(AccountKind::float_held, std::string(provider_name)) == 0);
    CHECK(story.last.next == Next::choose);
    CHECK_FALSE(story.payout.attempts[0].cost);
    story.submit();
    CHECK(story.payout.attempts.size() == 2);
}

TEST_CASE("succeeded, found in the report with equal amount → reconciled") {
    Story story = succeeded();
    story.then(Reported{1, notice(Outcome::succeeded)});
    CHECK(story.payout.state == PayoutState::reconciled);
    CHECK(story.last.postings.empty());
    check_unchanged(story, Reported{1, notice(Outcome::succeeded)});
}

TEST_CASE("reconciled at another cost: the difference goes to suspense, once") {
    const std::string owner = "recon:" + std::string(provider_name);
    Decoded line = notice(Outcome::succeeded);
    line.cost_micro = 19'000'000;
    line.cost_currency = shillings(1).currency;
    Story story = succeeded();

    SUBCASE("however often it is reported") {
        story.then(Reported{1, line});
        check_unchanged(story, Reported{1, line});
    }
    SUBCASE("also while a person holds it") {
        story.decide(Verdict::hold);
        story.then(Reported{1, line});
        check_unchanged(story, Reported{1, line});
        story.decide(Verdict::release);
        CHECK(story.payout.state == PayoutState::reconciled);
        check_unchanged(story, Reported{1, line});
    }
    CHECK(story.units(AccountKind::suspense, owner) == -1);
    CHECK(story.units(AccountKind::float_held, std::string(provider_name)) == -19);
    story.callback(notice(Outcome::reversed));
    CHECK(story.units(AccountKind::suspense, owner) == 0);
    CHECK(story.units(AccountKind::float_held, std::string(provider_name)) == 0);
}

TEST_CASE("reconciled, reversed → reversed") {
    Story story = succeeded();
    story.then(Reported{1, notice(Outcome::succeeded)}).callback(notice(Outcome::reversed));
    CHECK(story.payout.state == PayoutState::reversed);
    CHECK(story.in_flight() == 20);
}

TEST_CASE("failed in flight, late success → succeeded with an alarm; the queued retry is dropped") {
    Story story = failed();
    story.callback(notice(Outcome::succeeded));
    CHECK(story.payout.state == PayoutState::succeeded);
    CHECK(has(story.last.alarms, Alarm::late_success));
    CHECK(story.in_flight() == 0);
    CHECK(story.late() == 0);
    check_unchanged(story, claim(story.payout));
}

TEST_CASE("returned, late success → held: suspense → paid out, the worker keeps her balance") {
    Story story = returned();
    story.callback(notice(Outcome::succeeded));
    CHECK(story.payout.state == PayoutState::held);
    CHECK(story.payout.held_reason == "late_success");
    CHECK(has(story.last.alarms, Alarm::late_success));
    CHECK(story.late() == -20);
    CHECK(story.paid_out() == 20);
    CHECK(story.available() == 0);
    check_unchanged(story, CalledBack{1, notice(Outcome::succeeded), true});
}

TEST_CASE("a later attempt has left, late success of the first → held, suspense") {
    Story story = failed();
    story.submit().callback(notice(Outcome::succeeded), 1);
    CHECK(story.payout.state == PayoutState::held);
    CHECK(has(story.last.alarms, Alarm::late_success));
    CHECK(story.late() == -20);
    CHECK(story.in_flight() == 20);

    SUBCASE("the second then fails: a person says the first paid the debt") {
        story.reply(says(Outcome::failed, Reason::rejected), 2);
        CHECK(story.payout.state == PayoutState::held);
        story.decide(Verdict::paid, 1);
        CHECK(story.payout.state == PayoutState::succeeded);
        CHECK(story.in_flight() == 0);
        CHECK(story.late() == 0);
        CHECK(story.paid_out() == 20);
        check_unchanged(story, GivenBack{});
        check_unchanged(story, claim(story.payout));
    }
    SUBCASE("the second then succeeds too: both left, both are in the books") {
        Decoded second = notice(Outcome::succeeded);
        second.provider_ref = "ATQid_2";
        story.callback(second, 2);
        CHECK(story.payout.state == PayoutState::held);
        CHECK(story.in_flight() == 0);
        CHECK(story.paid_out() == 40);
        CHECK(story.late() == -20);
    }
}

TEST_CASE("succeeded or reconciled, final bad for the same attempt → held, conflict, query") {
    for (const bool reconciled : {false, true}) {
        Story story = succeeded();
        if (reconciled) story.then(Reported{1, notice(Outcome::succeeded)});
        story.callback(notice(Outcome::failed));
        CHECK(story.payout.state == PayoutState::held);
        CHECK(story.payout.held_reason == "conflict");
        CHECK(has(story.last.alarms, Alarm::conflict));
        CHECK(has(story.last.actions, Action::query_status));
        CHECK(story.last.next == Next::person);
        CHECK(story.last.postings.empty());
        CHECK(story.paid_out() == 20);
    }
}

TEST_CASE("any final, the same message again → unchanged") {
    Story good = succeeded();
    check_unchanged(good, CalledBack{1, notice(Outcome::succeeded), true});
    check_unchanged(good, Replied{1, notice(Outcome::succeeded)});
    Story bad = pending();
    bad.callback(notice(Outcome::failed));
    check_unchanged(bad, CalledBack{1, notice(Outcome::failed), true});
    Story back = returned();
    check_unchanged(back, CalledBack{1, notice(Outcome::failed), true});
    Story undone = succeeded();
    undone.callback(notice(Outcome::reversed));
    check_unchanged(undone, CalledBack{1, notice(Outcome::reversed), true});
}

TEST_CASE("final, then an older pending or a lost reply → unchanged") {
    for (Story story : {succeeded(), failed(), returned()}) {
        check_unchanged(story, CalledBack{1, notice(Outcome::pending), true});
        check_unchanged(story, Replied{1, no_answer()});
        check_unchanged(story, DeadlinePassed{1, INT64_MAX});
    }
}

TEST_CASE("unknown reference → quarantine, unchanged") {
    Story story = pending();
    check_unchanged(story, CalledBack{0, notice(Outcome::succeeded), true});
    CHECK(has(story.last.actions, Action::quarantine));

    Story known = succeeded();
    Decoded other = notice(Outcome::succeeded);
    other.provider_ref = "ATQid_of_another";
    check_unchanged(known, CalledBack{1, other, true});
    CHECK(has(known.last.actions, Action::quarantine));
}

TEST_CASE("not authentic → rejected, counted, unchanged") {
    Story story = pending();
    check_unchanged(story, CalledBack{1, notice(Outcome::succeeded), false});
    CHECK(has(story.last.actions, Action::reject));
    CHECK(has(story.last.alarms, Alarm::forged));
}
