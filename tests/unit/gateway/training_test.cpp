// SPDX-License-Identifier: Apache-2.0
// Lessons in what is stored and committed: a campaign's terms, her record, the journal, the places.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "gateway/audit/audit_feed.hpp"
#include "gateway/engine/commit_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/unit/gateway/town_books.hpp"

using namespace kazi::gateway;
using namespace kazi::taskflow;

namespace {

kazi::billing::Currency kes() {
    return *kazi::billing::Currency::parse("KES");
}

const std::string one_lesson =
    R"({"values": {"place": "Kisumu"}, "right": "yes", "why": {"en": "It rains daily."}})";

auto spec_with(const std::string& lessons, const std::string& question = R"("yes_no")") {
    return records::campaign_spec_from(
        boost::json::parse(R"({"title": "Rain", "market": "ke", "pay": "2.00", "lessons": )" +
                           lessons + R"(, "question": {"type": )" + question +
                           R"(, "texts": {"en": {"text": "Rain in {place}?"}}}})"),
        kes());
}

std::string field_of(const std::string& lessons, const std::string& question = R"("yes_no")") {
    const auto read = spec_with(lessons, question);
    return read ? "" : read.error().field;
}

/// A town whose campaign teaches one lesson, with places for so many.
SmallTown teaching(int places) {
    SmallTown town;
    records::StoredCampaign stored = *town.board.find(1);
    Lesson lesson;
    lesson.item.values["place"] = "Kisumu";
    lesson.right = "yes";
    lesson.why = {{"en", "It rains daily."}, {"sw", "Mvua kila siku."}};
    stored.campaign.lessons.all.push_back(lesson);
    stored.campaign.lessons.pay = {1'000'000, kes()};
    town.board.put(stored);
    town.board.set_lesson_places(1, places);
    store::Batch batch;
    batch.cell = town.cell.cell;
    batch.writes.push_back(store::Add{keys::tally(1), keys::lesson_places, places});
    std::optional<store::CommitOutcome> outcome;
    town.store.commit(std::move(batch), [&](auto result) { outcome = *result; });
    REQUIRE(outcome->applied);
    return town;
}

std::string tally(SmallTown& town, const char* field) {
    std::optional<std::vector<std::optional<std::string>>> read;
    town.store.fields(town.cell.cell, keys::tally(1), {field},
                      [&](auto result) { read = std::move(*result); });
    return read->front().value_or("");
}

}  // namespace

TEST_CASE("what a campaign teaches is read, shown and stored alike") {
    const auto made = spec_with(R"({"pay": "1.00", "at_most": 7, "repeat_after": 0, "items": [)" +
                                one_lesson + "]}");
    REQUIRE(made.has_value());
    Campaign campaign = *made;
    campaign.number = 3;
    campaign.client = "maji";
    const auto stored = records::campaign_from(records::pack_campaign(campaign, 1));
    REQUIRE(stored);
    const Lessons& lessons = stored->campaign.lessons;
    REQUIRE(lessons.all.size() == 1);
    CHECK(lessons.pay.micro == 1'000'000);
    CHECK(lessons.at_most == 7);
    CHECK(lessons.repeat_after == 0);
    CHECK(lessons.all[0].right_option == 0);
    CHECK(lessons.all[0].item.values.at("place") == "Kisumu");
    CHECK(lessons.all[0].why.at("en") == "It rains daily.");
    CHECK(spec_with(R"({"items": [)" + one_lesson + "]}")->lessons.pay.micro == 2'000'000);
}

TEST_CASE("a lesson that can't be taught is refused by its field") {
    const auto items = [](const std::string& lesson) { return R"({"items": [)" + lesson + "]}"; };
    CHECK(field_of(items("")) == "lessons.items");
    CHECK(field_of(items(R"({"values": {"place": "K"}, "right": "maybe", "why": {"en": "x"}})")) ==
          "lessons.items.0.right");
    CHECK(field_of(items(R"({"values": {}, "right": "yes", "why": {"en": "x"}})")) ==
          "lessons.items.0.values.place");
    CHECK(field_of(items(R"({"right": "yes", "why": {"en": "x"}})")) == "lessons.items.0.values");
    CHECK(field_of(items(R"({"values": {"place": "K"}, "right": "yes", "why": {}})")) ==
          "lessons.items.0.why.en");
    CHECK(field_of(items(one_lesson), R"("short_text")") == "lessons.items");
    CHECK(field_of(R"({"pay": "9000000000.00", "at_most": 1000000, "items": [)" + one_lesson +
                   "]}") == "lessons.pay");
    const auto number = items(R"({"values": {"place": "K"}, "right": "2.50", "why": {"en": "x"}})");
    const auto read = spec_with(number, R"("number", "decimals": 2)");
    REQUIRE(read.has_value());
    CHECK(read->lessons.all[0].right_text == "2.5");
}

TEST_CASE("whom a campaign is for survives being stored") {
    const std::string text = R"({"title": "Rain", "market": "ke", "pay": "2.00",
        "targeting": {"profile": {"crop": ["maize", "beans"]}},
        "question": {"type": "yes_no", "texts": {"en": {"text": "Rain?"}}}})";
    auto made = records::campaign_spec_from(boost::json::parse(text), kes());
    REQUIRE(made.has_value());
    made->number = 1;
    made->client = "maji";
    const auto stored = records::campaign_from(records::pack_campaign(*made, 1));
    REQUIRE(stored);
    CHECK(stored->campaign.targeting.profile.at("crop") ==
          std::vector<std::string>{"maize", "beans"});
}

TEST_CASE(
    "a record keeps lessons, what she told and her session's pace, and costs nothing without") {
    Worker plain;
    const std::size_t bytes = records::to_record(plain, 1).body.size();
    Worker worker;
    worker.training.campaigns.push_back({7, 0b101, 0b100, true, {"shop", "school"}});
    worker.training.campaigns.push_back({9, 0, 0, false, {}});
    worker.profile.answers = {{"crop", "maize"}, {"transport", ""}};
    worker.profile.asked = "age";
    worker.profile.tries = 2;
    worker.ussd.id = 5;
    worker.ussd.at = 1'700'000'000'000'000;
    worker.ussd.began_at = worker.ussd.at - 90 * second_us;
    worker.ussd.answers = 4;
    const auto read = records::worker_from(records::to_record(worker, 1));
    REQUIRE(read);
    CHECK(*read == worker);
    CHECK(records::to_record(Worker{}, 1).body.size() == bytes);
}

TEST_CASE("the journal knows a lesson from an answer") {
    records::JournalEntry entry;
    entry.worker = WorkerId{};
    entry.lesson = LessonPaid{7, 3, true, 1'000'000};
    const auto read = records::journal_from(records::pack_journal(entry));
    REQUIRE(read);
    REQUIRE(read->lesson);
    CHECK(*read->lesson == *entry.lesson);
    CHECK_FALSE(read->answer);
}

TEST_CASE("a lesson is paid from the escrow and counted, and its place is taken for good") {
    SmallTown town = teaching(2);
    town.join();
    CHECK(tally(town, keys::lesson_places) == "1");
    const std::int64_t escrow = town.balance("escrow:c1 KES");
    town.sms("1", 10);
    CHECK(town.worker().available_micro == 1'000'000);
    CHECK(town.worker().answers == 0);
    CHECK(escrow - town.balance("escrow:c1 KES") == 1'000'000 + town.cell.market.sms_price.micro);
    CHECK(tally(town, keys::lessons_taken) == "1");
    CHECK(tally(town, keys::lesson_pay) == "1000000");
    CHECK(tally(town, "answers").empty());
    town.sms("STOP", 11);
    CHECK(tally(town, keys::lesson_places) == "1");
}

TEST_CASE("the last place goes to one: the board that believes otherwise learns better") {
    SmallTown town = teaching(0);
    town.board.set_lesson_places(1, 1);
    town.join();
    CHECK_FALSE(town.worker().question);
    CHECK_FALSE(town.board.has_lesson_place(1));
    CHECK(town.worker().training == Training{});
}

TEST_CASE("a skip that frees the last place hands it to her next question at once") {
    SmallTown town = teaching(1);
    town.join();
    town.board.set_lesson_places(1, 0);
    const ItemRef first = town.worker().question->item;
    town.sms("SKIP", 20);
    REQUIRE(town.worker().question);
    CHECK(town.worker().question->item != first);
    CHECK(tally(town, keys::lesson_places) == "0");
}

TEST_CASE("the audit finds lessons paid out of the escrow, and one too many where there is one") {
    SmallTown town = teaching(2);
    town.join();
    town.sms("1", 10);
    town.sms("1", 11);
    CHECK(town.worker().answers == 1);
    CHECK(faults_in_books(town) == std::vector<std::string>());
    // The lesson's pay, taken back from her record behind the journal's back.
    Worker poorer = town.worker();
    poorer.available_micro -= 1'000'000;
    store::Batch batch;
    batch.cell = town.cell.cell;
    batch.writes.push_back(
        store::Put{{keys::worker(town.her)}, store::encode_record(records::to_record(poorer, 99))});
    std::optional<store::CommitOutcome> outcome;
    town.store.commit(std::move(batch), [&](auto result) { outcome = *result; });
    REQUIRE(outcome->applied);
    CHECK(faults_in_books(town).size() == 1);
}
