// SPDX-License-Identifier: Apache-2.0
// Questions and surveys in what is stored: a campaign's definition, and where a worker is in hers.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "gateway/records/campaign_json.hpp"
#include "gateway/records/worker_record.hpp"
#include "taskflow/survey/survey.hpp"

using namespace kazi::gateway;
using namespace kazi::taskflow;

namespace {

kazi::billing::Currency kes() {
    return *kazi::billing::Currency::parse("KES");
}

boost::json::value spec(const std::string& survey, const std::string& more = {}) {
    return boost::json::parse(R"({"title": "Farm", "market": "ke", "pay": "2.00", "survey": )" +
                              survey + more + "}");
}

const std::string two_questions = R"({"languages": ["en", "sw"], "questions": [
    {"name": "age", "type": "number", "text": {"en": "Age?", "sw": "Umri?"}},
    {"name": "farms", "type": "yes_no", "ask_if": "age > 17", "text": {"en": "Farm?", "sw": "Unalima?"}}]})";

Worker half_way() {
    Worker worker;
    worker.question = OpenQuestion{};
    worker.study.interview = {7, 12};
    worker.study.at = 3;
    worker.study.answers["age"] = {{}, 34'500};
    worker.study.answers["crops"] = {{"maize", "rice"}, std::nullopt};
    worker.study.answers["none"] = {};
    return worker;
}

}  // namespace

TEST_CASE("a question's limits survive being stored") {
    Campaign campaign;
    campaign.number = 4;
    campaign.client = "maji";
    campaign.title = "Prices";
    campaign.market = "ke";
    campaign.question.type = QuestionType::number;
    campaign.question.texts["en"] = {"How much maize at {place}?", {}};
    campaign.question.limits = {.minimum = "0.5", .maximum = "900", .unit = "kg", .decimals = "1"};
    campaign.pay = {2'000'000, kes()};
    campaign.languages = {"en"};
    const auto read = records::campaign_from(records::pack_campaign(campaign, 12));
    REQUIRE(read);
    CHECK(read->campaign.question.type == QuestionType::number);
    CHECK(read->campaign.question.limits == campaign.question.limits);
    campaign.question.type = QuestionType::date;
    campaign.question.limits = {.minimum = "2026-01-31", .maximum = "today", .date_order = "mdy"};
    const auto dated = records::campaign_from(records::pack_campaign(campaign, 12));
    REQUIRE(dated);
    CHECK(dated->campaign.question.limits == campaign.question.limits);
}

TEST_CASE("a survey campaign survives being stored, and asks each worker once") {
    const auto made = records::campaign_spec_from(spec(two_questions), kes());
    REQUIRE(made.has_value());
    CHECK(made->languages == std::vector<Language>{"en", "sw"});
    CHECK(made->redundancy.maximum == 1);
    Campaign campaign = *made;
    campaign.number = 3;
    campaign.client = "acme";
    const auto read = records::campaign_from(records::pack_campaign(campaign, 2));
    REQUIRE(read);
    CHECK(read->campaign.is_once_each());
    REQUIRE(read->campaign.survey_task.survey);
    CHECK(read->campaign.survey_task.survey->questions.size() == 2);
    CHECK(read->campaign.survey_task.survey->questions[1].ask_if == "age > 17");
    CHECK(records::campaign_spec(campaign).at("survey") == boost::json::parse(two_questions));
}

TEST_CASE("a survey comes as XLSForm too") {
    const std::string csv =
        "survey,,,,\n,type,name,label::English (en),relevant\n,integer,age,How old are you?,\n"
        ",integer,cows,How many cows?,${age} > 17\n";
    const auto made =
        records::campaign_spec_from(spec(boost::json::serialize(boost::json::string(csv))), kes());
    REQUIRE(made.has_value());
    CHECK(made->survey_task.survey->questions.size() == 2);
    CHECK(records::campaign_spec(*made).at("survey").as_string() == csv);
}

TEST_CASE("a survey that can't be asked is refused at its place") {
    const auto field = [](const boost::json::value& value) {
        const auto made = records::campaign_spec_from(value, kes());
        return made ? std::string("none") : made.error().field;
    };
    CHECK(field(spec(two_questions)) == "none");
    CHECK(field(spec(R"({"languages": ["en"], "questions": [
        {"name": "age", "type": "number", "ask_if": "cows > 1", "text": "Age?"}]})")) ==
          "survey.age");
    CHECK(field(spec("5")) == "survey.file");
    CHECK(field(spec(two_questions, R"(, "redundancy": {"answers": 3})")) == "redundancy");
    CHECK(field(spec(two_questions, R"(, "question": {})")) == "question");
    CHECK(field(spec(two_questions, R"(, "languages": ["fr"])")) == "languages");
}

TEST_CASE("where she is in a survey survives being stored, and costs who is in none nothing") {
    const Worker worker = half_way();
    const auto record = records::to_record(worker, 4);
    CHECK(records::worker_from(record) == worker);
    Worker idle = worker;
    idle.study = {};
    const auto without = records::to_record(idle, 4);
    CHECK(records::worker_from(without) == idle);
    // The length of all sections, a tag and a length are what one costs beside its own bytes.
    CHECK(record.body.size() > without.body.size() + 3);
    Worker begun = idle;
    begun.study.interview = {1, 1};
    CHECK(records::to_record(begun, 4).body.size() == without.body.size() + 3 + 4);
}

TEST_CASE("questions of a survey that one message asked survive being stored") {
    Worker worker = half_way();
    worker.study.pack = {.first = 3, .size = 4, .open = 0b1101};
    CHECK(records::worker_from(records::to_record(worker, 4)) == worker);
}

TEST_CASE("a section that nobody knows, or that is cut, makes a record unreadable") {
    auto record = records::to_record(half_way(), 4);
    const std::string whole = record.body;
    record.body.pop_back();
    CHECK_FALSE(records::worker_from(record));
    record.body = whole + '\x7f' + '\x00';
    CHECK_FALSE(records::worker_from(record));
}
