// SPDX-License-Identifier: Apache-2.0
// From the journal to what a campaign has learned.
#include <doctest/doctest.h>

#include "gateway/engine/full_pass_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/keepers/answer_log.hpp"
#include "gateway/records/counts_record.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/store/memory_state.hpp"

using namespace kazi;
using namespace kazi::gateway;
using taskflow::Campaign;
using taskflow::QuestionType;

namespace {

taskflow::WorkerId worker(std::uint8_t number) {
    taskflow::WorkerId id;
    id.bytes[3] = number;
    return id;
}

records::JournalEntry answer(std::uint8_t who, taskflow::ItemRef item, std::uint16_t label) {
    records::JournalEntry entry;
    entry.worker = worker(who);
    entry.answer = taskflow::AnswerRecord{.item = item, .label = label, .text = {}};
    return entry;
}

Campaign asking(QuestionType type) {
    Campaign campaign;
    campaign.number = 7;
    campaign.client = "maji";
    campaign.title = "Taps";
    campaign.market = "ke";
    campaign.state = taskflow::CampaignState::running;
    campaign.question.type = type;
    campaign.question.texts = {{"en", {"Does it run?", {}}}};
    campaign.languages = {"en"};
    campaign.pay = {2'000'000, *billing::Currency::parse("KES")};
    campaign.fee = {200'000, *billing::Currency::parse("KES")};
    campaign.redundancy = {2, 5, 950'000};
    return campaign;
}

keepers::AnswerLog log_of(std::uint32_t items) {
    keepers::AnswerLog log;
    for (std::uint32_t item = 0; item < items; ++item)
        for (std::uint8_t who = 0; who < 3; ++who)
            log.take(answer(who, {7, item}, item % 4 == 0 ? 1 : 0));
    return log;
}

}  // namespace

TEST_CASE("the journal becomes entries: corrections marked, other campaigns and texts apart") {
    keepers::AnswerLog log;
    log.take(answer(5, {7, 2}, 1));
    log.take(answer(4, {7, 2}, 0));
    log.take(answer(5, {8, 0}, 1));
    records::JournalEntry text = answer(5, {9, 0}, 0);
    text.answer->text = "maize";
    log.take(text);
    records::JournalEntry correction = answer(5, {7, 2}, 0);
    std::swap(correction.answer, correction.correction);
    log.take(correction);
    const auto entries = log.of(7);
    REQUIRE(entries.size() == 3);
    CHECK(entries[1].worker == 1);
    CHECK(entries[2].worker == 0);
    CHECK(entries[2].corrects);
    CHECK_FALSE(entries[0].corrects);
    CHECK(log.of(8).size() == 1);
    CHECK(log.of(9).empty());
    log.forget(7);
    log.take(answer(5, {7, 3}, 1));
    CHECK(log.of(7).empty());
}

TEST_CASE("what a pass learned lands in the campaign's record once, and calls for the next later") {
    const keepers::AnswerLog log = log_of(40);
    const records::StoredCampaign before{asking(QuestionType::yes_no), 1};
    const auto due = engine::due_entries(before.campaign, log.of(7));
    REQUIRE_FALSE(due.empty());
    auto learned = engine::result_of({before.campaign, {due.begin(), due.end()}, {}}).learned;
    learned.unproven_ppm = 950'000;
    CHECK(learned.class_shares_ppm.at(0) > 600'000);

    store::MemoryState state;
    store::Batch start{"ke-0", {}, {}};
    start.writes.push_back(
        store::Put{{"campaigns", "7"}, records::pack_campaign(before.campaign, 1)});
    REQUIRE(state.commit(start)->applied);
    const store::Batch batch = engine::plan_learned("ke-0", before, learned);
    CHECK(state.commit(batch)->applied);
    CHECK_FALSE(state.commit(batch)->applied);  // another daemon, with the same result

    const auto stored = state.fields("ke-0", "campaigns", {"7"});
    const auto after = records::campaign_from(stored->at(0).value());
    REQUIRE(after);
    CHECK(after->version == 2);
    CHECK(after->campaign.learned == learned);
    CHECK(engine::due_entries(after->campaign, log.of(7)).empty());
    const keepers::AnswerLog later = log_of(80);
    CHECK_FALSE(engine::due_entries(after->campaign, later.of(7)).empty());
}

namespace {

/// Forty items on which three agree; the last two were answered by the unsteady, 5 and 6, before
/// anybody knew them, and by 0 alone against them.
keepers::AnswerLog log_with_outvoted() {
    keepers::AnswerLog log;
    for (std::uint32_t item = 0; item < 40; ++item) {
        const std::uint16_t truth = item % 2;
        for (std::uint8_t who = 0; who < 4; ++who)
            log.take(answer(who, {7, item}, truth));
        for (std::uint8_t who = 5; who < 7; ++who)
            log.take(answer(who, {7, item}, item % 4 < 2 ? truth : 1 - truth));
    }
    log.take(answer(0, {7, 40}, 1));
    log.take(answer(1, {7, 40}, 1));
    log.take(answer(5, {7, 40}, 0));
    log.take(answer(6, {7, 40}, 0));
    return log;
}

engine::SettledItem closed(std::uint32_t index, std::uint16_t label, std::uint32_t ppm) {
    taskflow::ItemState state;
    state.version = 3;
    state.closed = true;
    state.answer_count = 4;
    state.best_label = label;
    state.confidence_ppm = ppm;
    return {index, state};
}

engine::FullPass pass_over(const keepers::AnswerLog& log) {
    engine::FullPass pass{asking(QuestionType::yes_no), {}, {}};
    pass.entries.assign(log.of(7).begin(), log.of(7).end());
    pass.workers = log.workers_of(7);
    return pass;
}

std::vector<engine::Revision> revisions(const engine::FullPass& pass,
                                        std::vector<engine::SettledItem> items) {
    return engine::revisions_of(pass, engine::result_of(pass), std::move(items));
}

std::vector<std::uint32_t> cells_of(const store::MemoryState& state, std::uint8_t who) {
    const store::Place place = keys::counts(worker(who), 2);
    const auto stored = state.fields("ke-0", place.key, {*place.field});
    const auto counts = records::counts_from(2, stored->at(0).value_or(""));
    auto cells = counts->cells;
    cells.resize(4);
    return cells;
}

}  // namespace

TEST_CASE("an item that a pass finds to be otherwise is revised once, and its workers' counts") {
    const keepers::AnswerLog log = log_with_outvoted();
    const engine::FullPass pass = pass_over(log);
    const auto found = revisions(pass, {closed(0, 0, 990'000), closed(40, 0, 900'000)});
    REQUIRE(found.size() == 1);
    const engine::Revision& revision = found.front();
    CHECK(revision.item.index == 40);
    CHECK(revision.belief.best_label == 1);
    CHECK(revision.belief.confidence_ppm >= 950'000);
    CHECK(revision.evidence.size() == 4);

    store::MemoryState state;
    store::Batch start{"ke-0", {}, {}};
    start.writes.push_back(
        store::Put{keys::item_state({7, 40}), records::pack_item_state(revision.item.state, 3)});
    // What the item told of them when it was closed as label 0 with .9.
    for (const std::uint8_t who : std::vector<std::uint8_t>{0, 1, 5, 6}) {
        store::Place place = keys::counts(worker(who), 2);
        const bool said_one = who < 2;
        const std::uint16_t column = said_one ? 1 : 0;
        start.writes.push_back(
            store::AddCells{place.key,
                            *place.field,
                            {{column, 900}, {static_cast<std::uint16_t>(2 + column), 100}}});
    }
    REQUIRE(state.commit(start)->applied);
    records::ItemResult first;
    first.id = "t40";
    first.index = 40;
    first.value = "yes";
    first.answers = 4;
    first.given.resize(4);
    const store::Batch batch =
        engine::plan_revision("ke-0", pass.campaign, revision, first, 9'000'000);
    CHECK(state.commit(batch)->applied);
    CHECK_FALSE(state.commit(batch)->applied);  // another daemon, or the same one again

    const store::Place place = keys::item_state({7, 40});
    const auto stored = state.fields("ke-0", place.key, {*place.field});
    const auto after = records::item_state_from(stored->at(0).value());
    REQUIRE(after);
    CHECK(after->best_label == 1);
    CHECK(after->version == 4);
    CHECK(after->revisions == 1);
    const auto issued = state.range({"ke-0", keys::results(7), "0", 9});
    REQUIRE(issued->size() == 1);
    const auto again = records::result_from(issued->front().payload);
    REQUIRE(again);
    CHECK(again->id == "t40");
    CHECK(again->value == "no");
    CHECK(again->version == 2);
    CHECK(again->given.size() == 4);
    CHECK(again->confidence_ppm == revision.belief.confidence_ppm);
    CHECK(cells_of(state, 0)[3] >= 950);  // she was right all along
    CHECK(cells_of(state, 0)[1] <= 50);
    CHECK(cells_of(state, 5)[2] >= 950);
    CHECK(cells_of(state, 5)[0] <= 50);

    CHECK(revisions(pass, {{40, *after}}).empty());
    // Known beforehand: whatever people say of it.
    engine::FullPass known = pass;
    known.known = {{40, 0}};
    CHECK(revisions(known, {closed(40, 0, 900'000)}).empty());
}

TEST_CASE("amounts and texts have no classes, so no pass") {
    const keepers::AnswerLog log = log_of(40);
    CHECK(engine::due_entries(asking(QuestionType::number), log.of(7)).empty());
    CHECK(engine::due_entries(asking(QuestionType::short_text), log.of(7)).empty());
}

TEST_CASE("counts are read as they are stored, and no more cells than the family has") {
    using records::counts_from;
    CHECK(counts_from(2, std::string_view("\1\0\0\0\0\2\0\0", 8))->cells ==
          std::vector<std::uint32_t>{1, 512});
    CHECK(counts_from(2, "")->cells.empty());
    CHECK_FALSE(counts_from(2, "abc"));
    CHECK_FALSE(counts_from(2, std::string(20, 'x')));
    CHECK_FALSE(counts_from(0, std::string(12, 'x')));
}

TEST_CASE("a gold item survives being stored") {
    const taskflow::Item gold{"t17", {{"text", "Mvua kesho?"}}, 3};
    const auto read = records::item_from(records::pack_item(gold));
    REQUIRE(read);
    CHECK(read->gold == 3);
    CHECK(read->values == gold.values);
    CHECK_FALSE(records::item_from(records::pack_item(gold) + "x"));
}
