// SPDX-License-Identifier: Apache-2.0
// A client's word on an answer, applied to a memory store.
#include "gateway/api/reviews.hpp"

#include "gateway/api/plans.hpp"
#include "gateway/engine/commit_plan.hpp"
#include "tests/unit/api/samples.hpp"

using namespace kazi;
using namespace kazi::gateway;
using namespace kazi::gateway::api;
using records::Review;
using records::ReviewState;
using tests::acme;
using tests::kenya;
using tests::PlainStore;

namespace {

constexpr std::int64_t now = 1'772'357'400'250'000;
constexpr std::int64_t deposit_micro = 2 * 2'400'000 + 4 * 800'000;

const records::ReviewName name{7, {12, 0x00f3}};

void add_funds(PlainStore& store, std::int64_t micro) {
    store::Batch batch;
    batch.cell = "ke-0";
    const auto place = funds_place(kenya(), acme());
    batch.writes.push_back(store::Add{place.key, *place.field, micro});
    REQUIRE(store.commit(batch));
}

void put_review(PlainStore& store, ReviewState state = ReviewState::waiting) {
    Review review;
    review.state = state;
    review.value = "positive";
    review.pay_micro = 2'000'000;
    review.fee_micro = 400'000;
    review.accepts_at = now;
    review.right = state == ReviewState::waiting ? "" : "negative";
    store.put(keys::review(name), records::pack_review(review));
}

PlainStore with_answer(ReviewState state = ReviewState::waiting) {
    PlainStore store;
    store.put(keys::campaign(7),
              records::pack_campaign(tests::moods(taskflow::CampaignState::running, 20), 3));
    put_review(store, state);
    return store;
}

Decision rejection(std::string right = "negative") {
    return {name.answer, false, taskflow::RejectReason::wrong, std::move(right)};
}

Plan decide(PlainStore& store, const Decision& decision, const Client& client = acme()) {
    return plan_decision(decision, kenya(), client,
                         store.load(decision_places(kenya(), client, 7, decision)), now);
}

std::int64_t balance(PlainStore& store, const billing::Account& account) {
    return store.number({keys::balances, engine::balance_field(account, kenya().currency)});
}

Read<Decision> read(const char* text) {
    return decision_from(boost::json::parse(text));
}

}  // namespace

TEST_CASE("a decision is read, and a rejection without reason or evidence is none") {
    CHECK(read(R"({"answer":"12-0000000000f3","decision":"accept"})").has_value());
    const auto rejected = read(R"({"answer":"12-0000000000f3","decision":"reject",
        "reason":"off_topic","right_answer":"negative"})");
    REQUIRE(rejected.has_value());
    CHECK(rejected->reason == taskflow::RejectReason::off_topic);
    CHECK(rejected->answer == name.answer);
    for (const char* bad :
         {R"({"answer":"12-0000000000f3","decision":"reject","right_answer":"negative"})",
          R"({"answer":"12-0000000000f3","decision":"reject","reason":"wrong"})",
          R"({"answer":"12-0000000000f3","decision":"reject","reason":"bad","right_answer":"x"})",
          R"({"answer":"12","decision":"accept"})", R"({"answer":"12-0000000000f3"})",
          R"({"answer":"12-0000000000f3","decision":"accept","reason":"wrong"})"})
        CHECK(read(bad).has_error());
}

TEST_CASE("a rejection leaves a deposit for judges and is due at once, and once") {
    PlainStore store = with_answer();
    add_funds(store, 10'000'000);
    const auto plan = decide(store, rejection());
    REQUIRE(plan.has_value());
    REQUIRE(store.commit(plan->batch));
    CHECK_FALSE(store.commit(plan->batch));
    const auto stored = records::review_from(*store.load({keys::review(name)}).front());
    CHECK(stored->state == ReviewState::rejected);
    CHECK(stored->deposit_micro == deposit_micro);
    CHECK(balance(store, {billing::AccountKind::review_deposit, "c7"}) == deposit_micro);
    CHECK(store.number(keys::rejection_room("acme")) == -1000);
    const auto again = decide(store, rejection());
    REQUIRE(again.has_value());
    CHECK(again->batch.writes.empty());
    CHECK(decide(store, rejection("positive")).error().kind == ProblemKind::wrong_state);
}

TEST_CASE("an acceptance moves no money by itself: the review is looked at now") {
    PlainStore store = with_answer();
    const auto plan = decide(store, {.answer = name.answer});
    REQUIRE(plan.has_value());
    REQUIRE(plan->batch.writes.size() == 1);
    CHECK(std::get<store::Schedule>(plan->batch.writes.front()).at_ms == now / 1000);
}

TEST_CASE("what is said to be right must be another answer to the question") {
    PlainStore store = with_answer();
    add_funds(store, 10'000'000);
    CHECK(decide(store, rejection("positive")).error().kind == ProblemKind::invalid_field);
    CHECK(decide(store, rejection("perhaps")).error().kind == ProblemKind::invalid_field);
}

TEST_CASE("room for rejections: three at first, and one for ten answers") {
    PlainStore store = with_answer();
    add_funds(store, 100'000'000);
    int rejected = 0;
    for (int nth = 0; nth < 6; ++nth) {
        put_review(store);
        const auto plan = decide(store, rejection());
        if (!plan) break;
        REQUIRE(store.commit(plan->batch));
        ++rejected;
    }
    CHECK(rejected == 3);
    CHECK(decide(store, rejection()).error().kind == ProblemKind::wrong_state);
}

TEST_CASE("without funds for judges nothing is rejected; others' answers do not exist") {
    PlainStore store = with_answer();
    CHECK(decide(store, rejection()).error().kind == ProblemKind::insufficient_funds);
    CHECK(decide(store, rejection(), {"other", false}).error().kind == ProblemKind::not_found);
    Decision unknown = rejection();
    unknown.answer.index = 13;
    CHECK(decide(store, unknown).error().kind == ProblemKind::not_found);
}

TEST_CASE("a page of reviews shows what the client may know, and no worker's id") {
    PlainStore store = with_answer(ReviewState::told);
    const auto stored = *store.load({keys::review(name)}).front();
    const auto reply = reviews_reply({{to_string(name.answer), stored}}, 0);
    CHECK(reply.body ==
          R"({"reviews":[{"answer":"12-0000000000f3","value":"positive","state":"rejected",)"
          R"("reason":"wrong","right_answer":"negative"}]})");
}
