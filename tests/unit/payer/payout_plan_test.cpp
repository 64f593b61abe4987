// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/payout_plan.hpp"

#include <doctest/doctest.h>

#include "gateway/engine/keys.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/payout_record.hpp"

namespace kazi::gateway::payer {

namespace {

using billing::Transition;

const billing::Money kes_20{20'000'000, *billing::Currency::parse("KES")};
const std::string worker(16, 'w');

/// A transition as the machine makes it, from a payout that was created.
struct Story {
    Story() : before(billing::create_payout(worker, 1, kes_20, 5).payout) {
        play(billing::Claimed{"at", "key-1", "print", 10, 20});
    }
    void play(const billing::PayoutEvent& event) {
        if (after.changed) before = after.payout;
        after = billing::advance(before, event, {traits, "planted"});
    }
    [[nodiscard]] Move move() const { return {before, 7, after, 2'000'001, {}}; }

    billing::ProviderTraits traits;
    billing::Payout before;
    Transition after;
};

billing::Decoded told(billing::Outcome outcome) {
    billing::Decoded message = billing::decoded(outcome, billing::Reason::ok, {});
    message.provider_ref = "ATQid_7";
    return message;
}

template <class Write>
std::vector<Write> all(const store::Batch& batch) {
    std::vector<Write> found;
    for (const store::Write& write : batch.writes)
        if (const auto* one = std::get_if<Write>(&write)) found.push_back(*one);
    return found;
}

}  // namespace

TEST_CASE("a move is written under the version it was read with, with its timer") {
    const Story story;
    const store::Batch batch = batch_of("ke-0", story.move());
    REQUIRE(batch.guards.size() == 1);
    const auto& guard = std::get<store::VersionIs>(batch.guards.front());
    CHECK(guard.place == place_of(story.before.id));
    CHECK(guard.version == 7);
    const auto puts = all<store::Put>(batch);
    REQUIRE(puts.size() == 2);
    CHECK(puts[1].place == store::Place{keys::payout_references, "at key-1"});
    const auto stored = records::payout_from(puts.front().value);
    REQUIRE(stored);
    CHECK(stored->version == 8);
    CHECK(stored->payout == story.after.payout);
    const auto timers = all<store::Schedule>(batch);
    REQUIRE(timers.size() == 1);
    CHECK(timers.front().at_ms == 2'001);
    CHECK(all<store::Append>(batch).empty());
}

TEST_CASE("a new reference is written down, once") {
    Story story;
    story.play(billing::Replied{1, told(billing::Outcome::accepted)});
    const auto puts = all<store::Put>(batch_of("ke-0", story.move()));
    REQUIRE(puts.size() == 2);
    CHECK(puts[1].place == store::Place{keys::payout_references, "at ATQid_7"});
    CHECK(puts[1].value == story.before.id);
    story.play(billing::DeadlinePassed{1, 30});
    CHECK(all<store::Put>(batch_of("ke-0", story.move())).size() == 1);
}

TEST_CASE("money and its journal entry are in the same batch") {
    Story story;
    story.play(billing::Replied{1, told(billing::Outcome::succeeded)});
    Move move = story.move();
    move.look_at.reset();
    const store::Batch batch = batch_of("ke-0", move);
    const auto appended = all<store::Append>(batch);
    REQUIRE(appended.size() == 1);
    const auto entry = records::journal_from(appended.front().payload);
    REQUIRE(entry);
    CHECK(entry->cause == records::Cause::payout);
    CHECK(entry->reference == story.before.id);
    CHECK(entry->postings == story.after.postings);
    CHECK(all<store::Add>(batch).size() == story.after.postings.size());
    CHECK(all<store::Unschedule>(batch).size() == 1);
    // Nothing may leave payout:in_flight that is not in it.
    CHECK(batch.guards.size() == 2);
}

TEST_CASE("a renewal changes the version and the timer only") {
    const Story story;
    const store::Batch batch = renewal_of("ke-0", story.after.payout, 8, 3'000'000);
    const auto puts = all<store::Put>(batch);
    REQUIRE(puts.size() == 1);
    const auto stored = records::payout_from(puts.front().value);
    REQUIRE(stored);
    CHECK(stored->version == 9);
    CHECK(stored->payout == story.after.payout);
    CHECK(std::get<store::VersionIs>(batch.guards.front()).version == 8);
}

}  // namespace kazi::gateway::payer
