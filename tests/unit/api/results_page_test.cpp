// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/results_page.hpp"

#include <doctest/doctest.h>

#include "gateway/api/result_answers.hpp"

using namespace kazi::gateway;
using namespace kazi::gateway::api;

namespace {

records::ItemResult sample() {
    return {"t\"1",
            4,
            "caf\xC3\xA9",
            973'100,
            6,
            records::ItemOutcome::exhausted,
            1'772'357'400'250'000};
}

}  // namespace

TEST_CASE("a result is one line of JSON") {
    CHECK(result_line(sample()) ==
          "{\"item\":\"t\\\"1\",\"index\":4,\"value\":\"caf\xC3\xA9\",\"confidence\":0.973100,"
          "\"answers\":6,\"outcome\":\"exhausted\",\"closed_at\":\"2026-03-01T09:30:00.250Z\","
          "\"version\":1}\n");
    auto sure = sample();
    sure.confidence_ppm = 1'000'000;
    records::ItemResult interview = sample();
    interview.value = R"({"age":34})";
    CHECK(result_line(interview, {.interviews = true}).find(R"("value":{"age":34},)") !=
          std::string::npos);
    CHECK(result_line(interview).find(R"("value":"{\"age\":34}",)") != std::string::npos);
    CHECK(result_line(sure).find("\"confidence\":1.000000,") != std::string::npos);
}

TEST_CASE("the cursor is the last entry's, or stays") {
    const std::string bytes = records::pack_result(sample());
    const auto reply = results_reply({"5-0", 10}, {{"6-0", bytes}, {"6-1", bytes}});
    CHECK(reply.status == 200);
    CHECK(reply.body == result_line(sample()) + result_line(sample()));
    REQUIRE(reply.headers.size() == 1);
    CHECK(reply.headers.front().value == "6-1");
    const auto empty = results_reply({"5-0", 10}, {});
    CHECK(empty.body.empty());
    CHECK(empty.headers.front().value == "5-0");
    CHECK(results_reply({"0", 10}, {{"6-0", "damaged"}}).status == 500);
}

TEST_CASE("on wish a row carries what settled it") {
    const auto shillings = *kazi::billing::Currency::parse("KES");
    CampaignFacts facts;
    facts.campaign.question.type = kazi::taskflow::QuestionType::choice;
    facts.campaign.question.labels = {"shop", "school"};
    facts.campaign.pay = {2'000'000, shillings};
    facts.campaign.fee = {400'000, shillings};
    facts.progress.answers = 12;
    facts.progress.escrow_in_micro = 12 * 2'400'000 + 6'000'000;
    auto settled = sample();
    settled.given = {{0xF3A1, 1, "", 875}, {7, 0, "", 400}};
    REQUIRE(records::result_from(records::pack_result(settled)) == settled);
    const auto line = result_line(settled, {.interviews = false, .all_answers_of = &facts});
    CHECK(line.find(R"("given":[{"worker":"00000000f3a1","value":"school","weight":)") !=
          std::string::npos);
    CHECK(line.find(R"("cost":{"pay":"12.00","fee":"2.40","messages":"3.00"})") !=
          std::string::npos);
    CHECK(line.find(question_version(facts.campaign)) != std::string::npos);
    CHECK(result_line(settled) == result_line(sample()));
    const std::string before = question_version(facts.campaign);
    facts.campaign.question.labels[0] = "kiosk";
    CHECK(question_version(facts.campaign) != before);
}

TEST_CASE("what an open question was answered is told in its words, gold or not") {
    CampaignFacts facts;
    facts.campaign.question.type = kazi::taskflow::QuestionType::short_text;
    auto settled = sample();
    settled.gold = "cafe";
    settled.given = {{1, 0, "cafe", 500}};
    REQUIRE(records::result_from(records::pack_result(settled)) == settled);
    const auto line = result_line(settled, {.interviews = false, .all_answers_of = &facts});
    CHECK(line.find(R"("worker":"000000000001","value":"cafe")") != std::string::npos);
}

TEST_CASE("a result that is issued again says so") {
    auto again = sample();
    again.version = 3;
    CHECK(records::result_from(records::pack_result(again)) == again);
    CHECK(result_line(again).ends_with(R"(,"version":3})"
                                       "\n"));
    CHECK(records::pack_result(again).size() == records::pack_result(sample()).size());
}

TEST_CASE("what was known beforehand is no result") {
    auto known = sample();
    known.gold = "positive";
    CHECK(records::result_from(records::pack_result(known)) == known);
    const auto reply = results_reply({"5-0", 10}, {{"6-0", records::pack_result(known)},
                                                   {"6-1", records::pack_result(sample())}});
    CHECK(reply.body == result_line(sample()));
    const auto nothing = results_reply({"5-0", 10}, {{"6-0", records::pack_result(known)}});
    CHECK(nothing.body.empty());
    CHECK(nothing.headers.front().value == "6-0");
}

TEST_CASE("parameters of a page") {
    const auto plain = results_page_from({});
    REQUIRE(plain.has_value());
    CHECK(plain->cursor == "0");
    CHECK(plain->limit == 1000);
    const auto full = results_page_from({{"cursor", "17-3"}, {"limit", "10000"}});
    REQUIRE(full.has_value());
    CHECK(full->cursor == "17-3");
    CHECK(full->limit == 10'000);
    using Parameters = std::map<std::string, std::string>;
    for (const Parameters& wrong :
         {Parameters{{"limit", "0"}}, Parameters{{"limit", "10001"}}, Parameters{{"limit", "1x"}},
          Parameters{{"limit", ""}}, Parameters{{"cursor", "$"}}, Parameters{{"cursor", ""}},
          Parameters{{"page", "1"}}}) {
        const auto page = results_page_from(wrong);
        REQUIRE(page.has_error());
        CHECK(page.error().kind == ProblemKind::invalid_parameter);
        CHECK(page.error().field == wrong.begin()->first);
    }
}
