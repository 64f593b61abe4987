// SPDX-License-Identifier: Apache-2.0
// What a campaign's question costs, told at its creation: O1, O2.
#include "gateway/api/sms_wording.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "gateway/engine/shipped_phrases.hpp"
#include "tests/unit/api/samples.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;

taskflow::Campaign asking(const std::string& english) {
    taskflow::Campaign campaign = tests::moods(taskflow::CampaignState::draft, 0);
    campaign.question.texts.at("en").text = english;
    return campaign;
}

Read<json::array> told(const taskflow::Campaign& campaign) {
    static const auto phrases = engine::shipped_phrases("en");
    return sms_view(campaign, phrases, 2);
}

}  // namespace

TEST_CASE("each language's message is counted as it will be sent") {
    const auto sms = told(asking("How is this?"));
    REQUIRE(sms.has_value());
    REQUIRE(sms->size() == 2);
    const json::object& english = sms->at(0).as_object();
    CHECK(english.at("language") == "en");
    const std::string text(english.at("text").as_string());
    CHECK(text.find("How is this?") != std::string::npos);
    CHECK(text.find("\n2 bad") != std::string::npos);
    CHECK(english.at("encoding") == "gsm7");
    CHECK(english.at("units").to_number<std::size_t>() == text.size());
    CHECK(english.at("segments") == 1);
    CHECK_FALSE(english.contains("costly"));
}

TEST_CASE("the character that makes a message dear is named, and what it would cost without") {
    const auto sms = told(asking("How’s this text? " + std::string(40, 'x')));
    REQUIRE(sms.has_value());
    const json::object& english = sms->at(0).as_object();
    CHECK(english.at("encoding") == "ucs2");
    CHECK(english.at("segments") == 2);
    CHECK(english.at("costly").at("character") == "’");
    CHECK(english.at("costly").at("code_point") == "U+2019");
    CHECK(english.at("plain").at("segments") == 1);
    CHECK(english.at("plain").at("changes").as_array().size() == 1);
    const auto amharic = told(asking("ሰላም"));
    CHECK(amharic->at(0).at("plain").is_null());
}

TEST_CASE("a question that takes too many segments is refused, with the reason") {
    const auto sms = told(asking("How’s this? " + std::string(140, 'x')));
    REQUIRE(sms.has_error());
    CHECK(sms.error().field == "question.texts.en");
    CHECK(sms.error().detail.find("U+2019") != std::string::npos);
}

TEST_CASE("spelling is taken out of the body before the rest is read") {
    json::value body = json::parse(R"({"title":"t","spelling":"plain"})");
    CHECK(*take_spelling(body) == protocols::Accents::keep);
    CHECK_FALSE(body.as_object().contains("spelling"));
    CHECK_FALSE(take_spelling(body)->has_value());
    json::value accents = json::parse(R"({"spelling":"plain_without_accents"})");
    CHECK(*take_spelling(accents) == protocols::Accents::drop);
    json::value wrong = json::parse(R"({"spelling":7})");
    CHECK(take_spelling(wrong).error().field == "spelling");
}

TEST_CASE("texts and options are respelled on request, and each change is told") {
    taskflow::Campaign campaign = asking("“Good”?");
    campaign.question.texts.at("en").options[1] = "can’t say";
    const json::array changes = respell(campaign.question, protocols::Accents::keep);
    CHECK(campaign.question.texts.at("en").text == "\"Good\"?");
    CHECK(campaign.question.texts.at("en").options[1] == "can't say");
    REQUIRE(changes.size() == 3);
    CHECK(changes[0].at("field") == "question.texts.en.text");
    CHECK(changes[0].at("at") == 0);
    CHECK(changes[2].at("field") == "question.texts.en.options.1");
}

}  // namespace kazi::gateway::api
