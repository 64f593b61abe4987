// SPDX-License-Identifier: Apache-2.0
// What the demonstration makes of answers, books and the telco's ledger.
#include <doctest/doctest.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <fstream>
#include <sstream>
#include <variant>

#include "config/config.hpp"
#include "tests/simulator/demo/campaigns.hpp"
#include "tests/simulator/demo/summary.hpp"

namespace kazi::simulator::demo {
namespace {

Summary good_summary() {
    Summary summary;
    summary.items = 2;
    summary.closed = 2;
    summary.spent_micro = 30'000'000;
    summary.books.clean = true;
    summary.books.payouts = {{"p-1", "succeeded", 10'000'000, "k1"},
                             {"p-2", "returned", 5'000'000, "k2"}};
    summary.ledger =
        boost::json::parse(R"({"moved_micro":10000000,"by_key":{"k1":10000000}})").as_object();
    summary.surveys = {.alone = {.completed = 10, .messages_micro = 96'000'000},
                       .packed = {.completed = 8, .messages_micro = 24'000'000}};
    return summary;
}

}  // namespace

TEST_CASE("what messages cost for an answer stands side by side, alone and packed") {
    Summary summary = good_summary();
    summary.progress = {{"segments_sent", 10}, {"messages", "8.00"}};
    summary.telco = boost::json::parse(R"({
        "asking_alone": {"messages": 10, "segments": 10, "questions": 10, "answers": 5, "declines": 3},
        "asking_packed": {"messages": 5, "segments": 7, "questions": 25, "answers": 20}})")
                        .as_object();
    CHECK(summary.text().find("KES 1.00 unpacked, KES 0.28 packed (5.0 questions a message)") !=
          std::string::npos);
    const auto json = summary.to_json().at("message_cost_per_answer").as_object();
    CHECK(json.at("unpacked_micro").as_int64() == 1'000'000);
    CHECK(json.at("packed_micro").as_int64() == 280'000);
    summary.telco = {};
    CHECK(summary.text().find("KES 0.00 unpacked") != std::string::npos);
}

TEST_CASE("a survey whose messages packing does not halve is a fault") {
    auto summary = good_summary();
    CHECK(summary.text().find("KES 9.60 of messages unpacked, KES 3.00 packed") !=
          std::string::npos);
    const boost::json::object dear{{"answers", 3}, {"messages", "14.43"}};
    SUBCASE("it saves less") {
        summary.surveys.packed = survey_cost(dear);
    }
    SUBCASE("nobody completed it packed") {
        summary.surveys.packed = {};
    }
    SUBCASE("nobody completed it unpacked") {
        summary.surveys.alone = {};
    }
    CHECK(summary.faults().size() == 1);
}

TEST_CASE("the survey of the demonstration names its days so that the crowd can read them") {
    const auto plan = survey_campaign(3, 4);
    const auto& questions = plan.campaign.at("survey").at("questions").as_array();
    REQUIRE(questions.size() == 24);
    CHECK(questions[1].at("text").at("sw").as_string() == "Hewa ya siku t9002?");
    CHECK(plan.campaign.at("tasks").at("pack_at_most") == 4);
    CHECK(plan.item_count == 3);
}

TEST_CASE("results are scored against the truth") {
    Results results;
    CHECK(add_results(results,
                      R"({"item":"t1","index":0,"value":"2","answers":6,"outcome":"confident"})"
                      "\n"
                      R"({"item":"t2","index":1,"value":"0","answers":12,"outcome":"exhausted"})"
                      "\n"));
    const auto scored = score(results, {{"t1", 2}, {"t2", 1}, {"t3", 0}});
    CHECK(scored.correct == 1);
    CHECK(scored.answers == 18);
    CHECK(scored.outcomes.at("exhausted") == 1);
    CHECK_FALSE(
        add_results(results, R"({"item":"t1","value":"2","answers":6,"outcome":"confident"})"));
    CHECK(add_results(
        results, R"({"item":"t2","value":"1","answers":13,"outcome":"exhausted","version":2})"));
    CHECK(score(results, {{"t1", 2}, {"t2", 1}}).correct == 2);
    CHECK_FALSE(add_results(results, "no json"));
}

TEST_CASE("a good run has no faults") {
    auto summary = good_summary();
    CHECK(summary.faults().empty());
    summary.score.correct = 1;
    CHECK(summary.cost_per_correct_micro() == 30'000'000);
    CHECK(summary.to_json().at("good") == true);
}

TEST_CASE("open items, open payouts and findings are faults") {
    auto summary = good_summary();
    summary.closed = 1;
    CHECK(summary.faults().size() == 1);
    summary.books.clean = false;
    summary.books.payouts.push_back({"p-3", "in_doubt", 5'000'000, "k4"});
    CHECK(summary.faults().size() == 3);
}

TEST_CASE("money that moved otherwise than the books say is a fault, payout by payout") {
    auto summary = good_summary();
    summary.ledger["by_key"] = {{"k1", 20'000'000}};
    CHECK(summary.faults().size() == 1);
    summary.ledger["by_key"] = {{"k1", 10'000'000}, {"k2", 5'000'000}};
    CHECK(summary.faults().size() == 1);
    summary.ledger["by_key"] = {{"k1", 10'000'000}, {"stranger", 1}};
    CHECK(summary.faults().size() == 1);
}

TEST_CASE("the books are read as kazi prints them") {
    Books books;
    CHECK(read_audit(books,
                     R"({"clean":false,"cells":[{"cell":"ke-0","findings":[{"text":"oops"}]}]})"));
    CHECK_FALSE(books.clean);
    CHECK(books.findings == std::vector<std::string>{"oops"});
    CHECK(read_payouts(books,
                       R"({"id":"p","amount":"20.00","state":"pending","attempts":1,"key":"k"})"
                       "\n"
                       R"({"id":"q","amount":"5.00","state":"created","attempts":0})"));
    CHECK(books.open_payouts() == 2);
    CHECK(books.by_state().at("pending").micro == 20'000'000);
    CHECK_FALSE(read_audit(books, "{}"));
    CHECK_FALSE(read_payouts(books, "[]"));
    CHECK(read_payouts(books, ""));
}

TEST_CASE("how far people came is added up over languages") {
    Books books;
    CHECK(read_funnel(books,
                      R"({"language":"","heard":3,"joined":0,"started":0,"answered":0,"paid":0})"
                      "\n"
                      R"({"language":"sw","heard":5,"joined":5,"started":4,"answered":4,"paid":2})"
                      "\n"));
    CHECK(books.funnel.heard == 8);
    CHECK(books.funnel.started == 4);
    CHECK(books.funnel.paid == 2);
    CHECK_FALSE(read_funnel(books, R"({"heard":3})"));
    CHECK_FALSE(read_funnel(books, "nobody"));
}

TEST_CASE("the demonstration's configuration is good, and has no quiet hours") {
    std::ifstream file(KAZI_SOURCE_DIR "/tests/simulator/demo.toml");
    std::stringstream text;
    text << file.rdbuf();
    config::Sources sources;
    sources.environment = [](const std::string&) {
        return std::optional<std::string>("planted-0123456789abcdef0123456789abcdef");
    };
    sources.file = [](const std::string&) { return std::optional<std::string>(); };
    const auto read = config::read_config(text.str(), "demo.toml", sources);
    const auto* config = std::get_if<config::Config>(&read);
    REQUIRE_MESSAGE(config != nullptr,
                    config::to_string(std::get<config::ConfigErrors>(read).front()));
    const auto* market = config->find_market("ke");
    REQUIRE(market != nullptr);
    CHECK(market->quiet_from_minute == market->quiet_until_minute);
    CHECK(market->protection.night_from_minute == market->protection.night_until_minute);
    CHECK(market->protection.minutes_per_day_max == 0);
    CHECK(market->protection.holidays.empty());
}

TEST_CASE("the campaigns have the same options in both languages") {
    for (const auto& plan :
         {weather_campaign({{"t1", 0}, {"t2", 1}}, "2.00"), village_campaign()}) {
        const auto& question = plan.campaign.at("question").as_object();
        const auto labels = question.at("labels").as_array().size();
        for (const auto* language : {"en", "sw"}) {
            CHECK(question.at("texts").at(language).at("options").as_array().size() == labels);
        }
    }
    CHECK(weather_campaign({{"t1", 0}}, "2.00").items == "{\"id\":\"t1\",\"tweet\":\"t1\"}\n");
    CHECK(village_campaign().item_count == 8);
}

}  // namespace kazi::simulator::demo
