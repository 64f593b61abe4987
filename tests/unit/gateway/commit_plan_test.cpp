// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/commit_plan.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "gateway/engine/keys.hpp"
#include "gateway/records/outbox_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "taskflow/question/asked.hpp"

using namespace kazi::gateway;
using namespace kazi::gateway::engine;
using namespace kazi::taskflow;
using kazi::billing::AccountKind;
using kazi::billing::Currency;
using kazi::billing::Money;

namespace {

Money kes(std::int64_t micro) {
    return {micro, *Currency::parse("KES")};
}

CommitFacts facts_of(const Event& event) {
    CommitFacts facts;
    facts.cell = "ke-0";
    facts.trace = "t";
    facts.event = event;
    facts.version = 4;
    return facts;
}

template <class T>
std::vector<T> writes_of(const CommitPlan& plan) {
    std::vector<T> found;
    for (const store::Write& write : plan.batch.writes)
        if (const auto* one = std::get_if<T>(&write)) found.push_back(*one);
    return found;
}

template <class T>
std::vector<T> guards_of(const CommitPlan& plan) {
    std::vector<T> found;
    for (const store::Guard& guard : plan.batch.guards)
        if (const auto* one = std::get_if<T>(&guard)) found.push_back(*one);
    return found;
}

}  // namespace

TEST_CASE("every commit is guarded by the version of the record it was decided on") {
    const Event event{WorkerId{}, 5, TimerFired{}};
    Step step;
    const CommitPlan plan = plan_commit(facts_of(event), step, {});
    const auto versions = guards_of<store::VersionIs>(plan);
    REQUIRE(versions.size() == 1);
    CHECK(versions.front().version == 4);
    CHECK(plan.meanings.size() == plan.batch.guards.size());
}

TEST_CASE("what goes down and has a floor is guarded by its whole debit") {
    const WorkerId her;
    const std::string owner(records::raw(her));
    Step step;
    step.worker.available_micro = 2'000'000;
    kazi::billing::move(step.effects.postings, {AccountKind::escrow, "c1"},
                        {AccountKind::worker_available, owner}, kes(2'000'000));
    kazi::billing::move(step.effects.postings, {AccountKind::escrow, "c1"},
                        {AccountKind::platform_fee, ""}, kes(200'000));
    const CommitPlan plan = plan_commit(facts_of({her, 5, SmsReceived{"1", 1}}), step, {});
    const auto floors = guards_of<store::AtLeast>(plan);
    REQUIRE(floors.size() == 1);
    CHECK(floors.front().field == "escrow:c1 KES");
    CHECK(floors.front().minimum == 2'200'000);
    const auto adds = writes_of<store::Add>(plan);
    CHECK(std::ranges::count_if(
              adds, [](const auto& add) { return add.key == std::string(keys::balances); }) == 2);
    CHECK(plan.meanings.size() == plan.batch.guards.size());
}

TEST_CASE("an opening that is taken must be there, and changes of one item are one write") {
    Step step;
    step.effects.openings = {{{1, 7}, -1}, {{1, 8}, 1}, {{1, 8}, 1}};
    const CommitPlan plan = plan_commit(facts_of({WorkerId{}, 5, TimerFired{}}), step, {});
    const auto bytes = writes_of<store::AddByte>(plan);
    REQUIRE(bytes.size() == 2);
    CHECK(bytes[1].delta == 2);
    const auto guards = guards_of<store::ByteAtLeast>(plan);
    REQUIRE(guards.size() == 1);
    CHECK(guards.front().index == 7);
}

TEST_CASE("an opening goes back only to the item as it was seen") {
    Step step;
    step.effects.openings = {{{1, 7}, 1}, {{1, 8}, 1}};
    CommitFacts facts = facts_of({WorkerId{}, 5, TimerFired{}});
    facts.asked = {{{1, 7}, 12}};
    const auto versions = guards_of<store::VersionIs>(plan_commit(facts, step, {}));
    REQUIRE(versions.size() == 2);
    CHECK(versions[1].place == keys::item_state({1, 7}));
    CHECK(versions[1].version == 12);
}

TEST_CASE("an item that closes with openings left has none any more") {
    Campaign campaign;
    Step step;
    step.effects.item = ItemChange{.item = {1, 7}, .state = {}, .closes = true, .withdraws = true};
    CommitFacts facts = facts_of({WorkerId{}, 5, SmsReceived{"OOPS 1", 1}});
    facts.answered_campaign = &campaign;
    const auto bytes = writes_of<store::AddByte>(plan_commit(facts, step, {}));
    REQUIRE(bytes.size() == 1);
    CHECK(bytes.front().index == 7);
    CHECK(bytes.front().delta == -255);
}

TEST_CASE("an item that answers settle counts with the answers that it took") {
    Campaign campaign;
    Step step;
    ItemState state;
    state.answer_count = 3;
    step.effects.item = ItemChange{.item = {1, 7}, .state = state, .closes = true};
    CommitFacts facts = facts_of({WorkerId{}, 5, SmsReceived{"1", 1}});
    facts.answered_campaign = &campaign;
    const auto counts = writes_of<store::Add>(plan_commit(facts, step, {}));
    REQUIRE(counts.size() == 2);
    CHECK(counts[0].field == "closed");
    CHECK(counts[0].delta == 1);
    CHECK(counts[1].field == keys::settling_answers);
    CHECK(counts[1].delta == 3);
}

TEST_CASE("a correction is one journal entry and counts as no answer") {
    Step step;
    step.effects.correction = AnswerRecord{.item = {1, 7}, .label = 1, .text = {}};
    const CommitPlan plan =
        plan_commit(facts_of({WorkerId{}, 5, SmsReceived{"OOPS 2", 1}}), step, {});
    CHECK(writes_of<store::Add>(plan).empty());
    const auto appended = writes_of<store::Append>(plan);
    REQUIRE(appended.size() == 1);
    const auto entry = records::journal_from(appended.front().payload);
    REQUIRE(entry);
    CHECK(entry->correction);
    CHECK_FALSE(entry->answer);
}

TEST_CASE("several answers of one message are one commit with an entry for each") {
    Campaign campaign;
    campaign.number = 1;
    Step step;
    const auto answer_to = [](std::uint32_t index) {
        return EarlierAnswer{.answer = {.item = {1, index}, .label = 1, .text = {}},
                             .item = {.item = {1, index}, .state = {}, .closes = true},
                             .postings = {}};
    };
    step.effects.earlier = {answer_to(7), answer_to(8)};
    step.effects.answer = answer_to(9).answer;
    step.effects.item = answer_to(9).item;
    CommitFacts facts = facts_of({WorkerId{}, 5, SmsReceived{"A1 B2 C1", 1}});
    facts.answered_campaign = &campaign;
    facts.answered_item_id = "seven";
    facts.beside = {{{1, 8}, "eight"}, {{1, 9}, "nine"}};
    const CommitPlan plan = plan_commit(facts, step, {});
    CHECK(plan.closes.size() == 3);
    std::vector<std::uint32_t> journaled;
    std::vector<std::string> results;
    for (const store::Append& each : writes_of<store::Append>(plan)) {
        const auto entry = records::journal_from(each.payload);
        if (each.key == keys::journal && entry) journaled.push_back(entry->answer->item.index);
        if (each.key == keys::results(1)) results.push_back(records::result_from(each.payload)->id);
    }
    CHECK(journaled == std::vector<std::uint32_t>{7, 8, 9});
    CHECK(results == std::vector<std::string>{"seven", "eight", "nine"});
}

TEST_CASE("a reply names the route that she wrote by, an offer none") {
    CommitFacts facts = facts_of({WorkerId{}, 5, SmsReceived{"NEXT", 1}});
    facts.route = "at-ke";
    Step step;
    step.effects.messages.emplace_back().reply = true;
    step.effects.messages.emplace_back().reply = false;
    const auto appended = writes_of<store::Append>(plan_commit(facts, step, {}));
    REQUIRE(appended.size() == 2);
    CHECK(records::message_from(appended[0].payload)->route == "at-ke");
    CHECK(records::message_from(appended[1].payload)->route.empty());
}

TEST_CASE("a number is written at first contact only") {
    CommitFacts facts = facts_of({WorkerId{}, 5, SmsReceived{"JOIN", 1}});
    facts.msisdn = "+254711000001";
    const auto count_numbers = [&] {
        const auto puts = writes_of<store::Put>(plan_commit(facts, Step{}, {}));
        return std::ranges::count_if(
            puts, [](const auto& put) { return put.place.key.starts_with("n:"); });
    };
    CHECK(count_numbers() == 0);
    facts.version = 0;
    CHECK(count_numbers() == 1);
}

TEST_CASE("a timer that went off leaves the schedule even when nothing is due any more") {
    const CommitPlan plan = plan_commit(facts_of({WorkerId{}, 5, TimerFired{}}), Step{}, {});
    CHECK(writes_of<store::Unschedule>(plan).size() == 1);
}

TEST_CASE("labels are called what the client calls them") {
    Question question;
    question.type = QuestionType::choice;
    question.labels = {"no-rain", "rain"};
    CHECK(question::result_text(question, {}, 1) == "rain");
    question.labels.clear();
    CHECK(question::result_text(question, {}, 1) == "2");
    question.type = QuestionType::yes_no;
    CHECK(question::result_text(question, {}, 0) == "yes");
    question.type = QuestionType::short_text;
    ItemState state;
    state.labels = {"ugali"};
    CHECK(question::result_text(question, state.labels, 0) == "ugali");
    CHECK(question::result_text(question, state.labels, 3).empty());
}
