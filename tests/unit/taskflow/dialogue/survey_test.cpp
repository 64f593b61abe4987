// SPDX-License-Identifier: Apache-2.0
// Surveys: what conditions mean, what a definition may not do, every way through one, and a
// sitting.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "taskflow/survey/csv.hpp"
#include "taskflow/survey/play.hpp"
#include "taskflow/survey/review.hpp"
#include "tests/unit/taskflow/dialogue/sample_campaigns.hpp"

namespace kazi::taskflow::survey {

namespace {

std::string file(const std::string& name) {
    std::ifstream in(KAZI_SOURCE_DIR "/tests/golden/survey/" + name);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

Survey farm() {
    auto read = read_survey_json(file("farm.json"));
    REQUIRE(read.has_value());
    return *read;
}

bool is_true(const char* condition, const Answers& answers) {
    const auto read = read_condition(condition);
    CAPTURE(condition);
    REQUIRE(read.has_value());
    return holds(*read, answers);
}

std::string faults_of(const std::string& questions) {
    const auto read =
        read_survey_json(R"({"languages": ["en"], "questions": [)" + questions + "]}");
    if (read) return "none";
    return read.error().front().where + ": " + read.error().front().what;
}

/// Answers one line after the other, and tells which questions were asked.
std::string asked(const Survey& survey, const Language& language,
                  const std::vector<std::string>& lines) {
    const Surveying surveying{survey, shipped_phrases(), "2026-03-18"};
    Sitting sitting = begin_sitting(surveying, language);
    std::string names;
    for (const std::string& line : lines) {
        REQUIRE_FALSE(is_over(surveying, sitting));
        names += survey.questions[sitting.at].name + ' ';
        sitting = answer(surveying, sitting, line).sitting;
    }
    return names + (is_over(surveying, sitting) ? "end" : survey.questions[sitting.at].name);
}

}  // namespace

TEST_CASE("conditions mean what they say") {
    const Answers answers{
        {"age", {{}, 30'000}}, {"crop", {{"maize"}}}, {"why", {{"ill", "child"}}}};
    for (const char* yes :
         {"", "age = 30", "age >= 18 and age < 31", "crop = maize", "crop = 'maize'",
          "crop != rice", "why has ill", "not why has birth", "age answered", "not price answered",
          "age < 18 or crop = maize", "(age < 18 or crop = maize) and why has child",
          "${crop} = 'maize' and selected(${why}, 'ill')", "not(age < 18)",
          "not (age < 18 or age > 40)"})
        CHECK(is_true(yes, answers));
    for (const char* no :
         {"age = 31", "age > 30", "crop = rice", "why has birth", "price = 5", "price != 5",
          "price answered", "age < 18 or crop = maize and why has birth", "not age = 30"})
        CHECK_FALSE(is_true(no, answers));
}

TEST_CASE("a condition that can't be read says where") {
    for (const char* bad : {"age >", "and", "age = 1 crop = 2", "(age = 1", "age", "selected(a b)",
                            "age = 'x", "not", "has maize"}) {
        CAPTURE(bad);
        CHECK_FALSE(read_condition(bad).has_value());
    }
    CHECK(read_condition("age ~ 3").error() ==
          "expected =, !=, <, <=, >, >=, has or answered at \"~ 3\"");
    CHECK_FALSE(read_condition(std::string(1000, '(')).has_value());
}

TEST_CASE("a definition can't loop, point nowhere or be misspelt") {
    const std::string first = R"({"name": "a", "type": "yes_no", "text": "A?"})";
    CHECK(faults_of(first) == "none");
    CHECK(faults_of(first + "," + first) == "a: is a name that is empty or there twice");
    CHECK(faults_of(R"({"name": "a", "type": "yes_no", "text": "A?", "ask_if": "b = yes"},)"
                    R"({"name": "b", "type": "yes_no", "text": "B?"})") ==
          "a: depends on b, which is not asked before it: there are no loops");
    CHECK(faults_of(R"({"name": "a", "type": "yes_no", "text": "{c}?"})") ==
          "a: depends on c, which is no question");
    CHECK(faults_of(R"({"name": "a", "type": "yes_no", "text": "A?", "askif": "x"})") ==
          "a: has askif, which is not known");
    CHECK(faults_of(R"({"name": "a", "type": "choice", "text": "A?"})") ==
          "a: options: at least two are needed");
    CHECK(read_survey_json("[]").has_error());
    CHECK(read_survey_json("{").has_error());
}

TEST_CASE("a sitting asks what follows from the answers") {
    const Survey survey = farm();
    CHECK(asked(survey, "en", {"12", "5"}) == "age service end");
    CHECK(asked(survey, "en", {"30", "no", "5"}) == "age farms service end");
    CHECK(asked(survey, "sw", {"thelathini", "ndio", "mchele", "elfu 3", "jana", "4/5"}) ==
          "age farms crop price sold_on service end");
    CHECK(asked(survey, "en", {"30", "yes", "beans", "4"}) == "age farms crop service end");
    CHECK(asked(survey, "en", {"30", "yes", "0", "skip"}) == "age farms crop service end");
    CHECK(asked(survey, "en", {"30", "yes", "rice", "sold out", "4"}) ==
          "age farms crop price service end");
}

TEST_CASE("what is not understood is asked again, twice at most") {
    const Survey survey = farm();
    CHECK(asked(survey, "en", {"old", "30"}) == "age age farms");
    CHECK(asked(survey, "en", {"old", "older", "oldest"}) == "age age age service");
    const Surveying surveying{survey, shipped_phrases(), "2026-03-18"};
    const Sitting sitting = begin_sitting(surveying, "en");
    CHECK(answer(surveying, sitting, "old").notes.front() == "Sorry, we did not get that.");
    CHECK(answer(surveying, sitting, "400").notes.front() == "From 0 to 110, please.");
}

TEST_CASE("an earlier answer is piped in her language") {
    const Survey survey = farm();
    const Surveying surveying{survey, shipped_phrases(), "2026-03-18"};
    Sitting sitting = begin_sitting(surveying, "sw");
    for (const char* line : {"30", "1", "mchele"})
        sitting = answer(surveying, sitting, line).sitting;
    CHECK(screen_of(surveying, sitting).body == "Ulipata bei gani kwa gunia la Mchele?");
}

TEST_CASE("all ways through a survey are worked out") {
    const Survey survey = farm();
    const Paths paths = explore(survey, QuestionCosts(survey.questions.size(), 2.0));
    CHECK(paths.complete);
    CHECK(paths.unreachable.empty());
    CHECK(paths.questions.shortest == 2);
    CHECK(paths.questions.longest == 6);
    CHECK(paths.cost.longest == 12);
    CHECK(paths.questions.expected > 2);
    CHECK(paths.questions.expected < 6);
}

TEST_CASE("a question that no answers lead to is found") {
    Survey survey = farm();
    survey.questions[2].condition = *read_condition("farms = yes and age < 18");
    const Review reviewed = review(survey, shipped_phrases(), {});
    std::string where;
    for (const Fault& fault : reviewed.faults)
        where += fault.where + ' ';
    CHECK(where == "crop price sold_on ");
}

TEST_CASE("a review names what is missing and the word to blame") {
    Survey survey = farm();
    survey.questions[0].texts["en"] = "How old are you, m\u2019dear?";
    survey.questions[1].texts.erase("sw");
    survey.questions[2].options[1].labels["en"] = "2";
    survey.questions[5].texts["en"] = std::string(400, 'x') + " y";
    const Review reviewed = review(survey, shipped_phrases(), {});
    std::string all;
    for (const Faults* faults : {&reviewed.faults, &reviewed.warnings}) {
        for (const Fault& fault : *faults)
            all += fault.where + ": " + fault.what + '\n';
    }
    CHECK(all.find("farms: has no text in sw") != std::string::npos);
    CHECK(all.find("service (en): takes 3 segments") != std::string::npos);
    CHECK(all.find("\"m\u2019dear?\" is not in the GSM alphabet") != std::string::npos);
}

TEST_CASE("an XLSForm as CSV is the same survey") {
    const auto read = read_survey_xlsform(file("clinic.csv"));
    REQUIRE(read.has_value());
    CHECK(read->languages == std::vector<Language>{"en", "sw"});
    CHECK(asked(*read, "en", {"woman", "3", "1 2", "at home", "4"}) ==
          "sex visits why birth staff end");
    CHECK(asked(*read, "sw", {"mwanaume", "mara mbili", "2", "5"}) == "sex visits why staff end");
    CHECK(asked(*read, "sw", {"mwanaume", "0"}) == "sex visits end");
    CHECK(review(*read, shipped_phrases(), {}).faults.empty());
}

TEST_CASE("what an XLSForm may hold and we don't is refused") {
    const auto fault = [](const std::string& row) {
        const auto read = read_survey_xlsform("survey,,,,\n,type,name,label,relevant\n" + row);
        return read ? "none" : read.error().front().what;
    };
    CHECK(fault(",text,a,A?,\n") == "none");
    CHECK(fault(",geopoint,a,Where?,\n") == "the type geopoint is not understood");
    CHECK(fault(",begin_repeat,a,,\n") == "loops and repeats are not allowed");
    CHECK(fault(",text,a,A?,age >\n").starts_with("relevant: expected"));
    CHECK(fault(",select_one x,a,A?,\n") == "has the list x, which is empty");
    CHECK(read_csv("a,\"b").error() == "line 1: a quote is never closed");
    CHECK(*read_csv("a,\"b \"\"c\"\"\nd\"\n") == std::vector<CsvRow>{{"a", "b \"c\"\nd"}});
}

}  // namespace kazi::taskflow::survey
