// SPDX-License-Identifier: Apache-2.0
// What is looked for before anything is sent by a store that may have forgotten something; and the
// machine's moves that only providers with references, refunds and two phases need.
#include "billing/recovery.hpp"

#include "billing/payout_policy.hpp"
#include "tests/unit/billing/payout_fixture.hpp"

using namespace kazi::billing;
using namespace kazi::billing::test;

namespace {

const std::vector<RecoveryAccount> momo_alone{{"momo", find_provider("mtn_momo")->traits}};
const std::vector<RecoveryAccount> with_airtime{
    {"at", find_provider("africastalking_airtime")->traits},
    {"momo", find_provider("mtn_momo")->traits}};

Decoded nothing_found() {
    return decoded(Outcome::in_doubt, Reason::not_found, Retry::same_key);
}

std::vector<ProbeAnswer> answers(const Payout& payout, std::vector<Decoded> news) {
    const auto probes = probes_for(payout, momo_alone, deployment_key);
    REQUIRE(probes.size() == news.size());
    std::vector<ProbeAnswer> made;
    for (std::size_t i = 0; i < probes.size(); ++i)
        made.push_back({probes[i], news[i]});
    return made;
}

Recovery decide(std::vector<Decoded> news) {
    const Story story;
    return recover(story.payout, answers(story.payout, std::move(news)), momo_alone, number, false);
}

}  // namespace

TEST_CASE("recovery: every key that may have left is asked for, under its old name") {
    Story story;
    const auto probes = probes_for(story.payout, with_airtime, deployment_key);
    REQUIRE(probes.size() == 3);  // the airtime account can't be asked
    CHECK(probes[0].key ==
          provider_key(deployment_key, {story.payout.id, "momo", 1}, KeyForm::uuid4));
    CHECK(probes[2].attempt == 3);
    story.then(claim(story.payout)).then(Replied{1, says(Outcome::failed, Reason::rejected)});
    CHECK(probes_for(story.payout, momo_alone, deployment_key).front().attempt == 2);
}

TEST_CASE("recovery: nothing anywhere is sent, once those that can't be asked were matched") {
    const Decoded none = nothing_found();
    CHECK(std::holds_alternative<SendIt>(decide({none, none, none})));
    const Story story;
    const auto asked = answers(story.payout, {none, none, none});
    const auto waits = recover(story.payout, asked, with_airtime, number, false);
    REQUIRE(std::holds_alternative<AwaitReport>(waits));
    CHECK(std::get<AwaitReport>(waits).provider == "at");
    CHECK(std::holds_alternative<SendIt>(recover(story.payout, asked, with_airtime, number, true)));
}

TEST_CASE("recovery: equal content is adopted, other content held, doubt asked again") {
    const Decoded none = nothing_found();
    const Decoded paid = notice(Outcome::succeeded);
    const auto adopted = decide({paid, none, none});
    REQUIRE(std::holds_alternative<AdoptIt>(adopted));
    CHECK(std::get<AdoptIt>(adopted).probe.attempt == 1);
    const auto first = decide({says(Outcome::failed, Reason::rejected), paid, none});
    CHECK(std::get<AdoptIt>(first).news.outcome == Outcome::failed);
    Decoded other = paid;
    other.amount_micro = 1;
    CHECK(std::holds_alternative<HoldIt>(decide({other, none, none})));
    other = paid;
    other.msisdn = "+254711000112";
    CHECK(std::holds_alternative<HoldIt>(decide({other, none, none})));
    CHECK(std::holds_alternative<HoldIt>(decide({paid, paid, none})));
    CHECK(std::holds_alternative<AskAgain>(decide({none, no_answer(), none})));
    CHECK(std::holds_alternative<AskAgain>(decide({none, says(Outcome::none), none})));
}

TEST_CASE("machine: a refund ends what was open, and takes back what had succeeded") {
    Decoded refund = says(Outcome::failed, Reason::rejected);
    refund.refunded = true;
    Story open;
    open.then(claim(open.payout)).then(Replied{1, no_answer()}).then(Queried{1, refund});
    CHECK(open.payout.state == PayoutState::failed);
    Story paid;
    paid.then(claim(paid.payout)).then(Replied{1, notice(Outcome::succeeded)});
    paid.then(Queried{1, refund});
    CHECK(paid.payout.state == PayoutState::reversed);
    CHECK(paid.in_flight() == 20);
    CHECK(paid.last.next == Next::choose);
}

TEST_CASE("machine: a link is followed once, and a held payment confirmed") {
    Story story;
    story.then(claim(story.payout)).then(Replied{1, no_answer()});
    Decoded link = says(Outcome::none);
    link.provider_ref = "REF-1";
    story.then(Queried{1, link});
    CHECK(story.payout.attempts[0].provider_ref == "REF-1");
    CHECK(story.payout.state == PayoutState::in_doubt);
    CHECK(story.last.actions == std::vector{Action::follow_link});
    CHECK(story.last.next == Next::query);
    story.then(Queried{1, link});
    CHECK_FALSE(story.last.changed);

    Story held;
    Decoded created = says(Outcome::accepted);
    created.awaits_confirmation = true;
    held.then(claim(held.payout)).then(Replied{1, created});
    CHECK(held.payout.state == PayoutState::pending);
    CHECK(held.last.actions == std::vector{Action::confirm});
}

TEST_CASE("policy: a failure that smells of a time-out waits a day") {
    Story story;
    story.then(claim(story.payout, 5 * minute_us));
    story.then(Replied{1, says(Outcome::failed, Reason::timeout)});
    const auto choice = after_failure(story.payout, {10 * minute_us, true, 0});
    REQUIRE(std::holds_alternative<TryAgain>(choice));
    CHECK(std::get<TryAgain>(choice).not_before_us == 1445 * minute_us);
}

TEST_CASE("policy: what fails for a day is given back after three of them") {
    Story story;
    for (const std::int64_t day : {1, 2, 3}) {
        CHECK_FALSE(std::holds_alternative<ReturnIt>(
            after_failure(story.payout, {day * 1440 * minute_us, true, 0})));
        story.then(claim(story.payout, day * 1440 * minute_us));
        const int attempt = static_cast<int>(story.payout.attempts.size());
        story.then(Replied{attempt, says(Outcome::failed, Reason::recipient_limit)});
    }
    const auto choice = after_failure(story.payout, {4 * 1440 * minute_us, true, 0});
    CHECK(std::holds_alternative<ReturnIt>(choice));
}
