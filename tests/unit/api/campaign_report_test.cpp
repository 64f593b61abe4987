// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/campaign_report.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <optional>

using namespace kazi::gateway;
using namespace kazi::gateway::api;
namespace json = boost::json;

namespace {

records::ItemResult settled(const char* value, std::uint32_t confidence_ppm, std::uint16_t answers,
                            std::optional<std::string> gold = {}) {
    return {"t", 0, value, confidence_ppm, answers, records::ItemOutcome::confident, 0, gold};
}

/// `right` of `gold` items come out right, each after so many answers.
void add_gold(CampaignReport& report, int right, int gold, std::uint32_t confidence_ppm,
              std::uint16_t answers) {
    for (int nth = 0; nth < gold; ++nth)
        report.add(settled(nth < right ? "yes" : "no", confidence_ppm, answers, "yes"));
}

CampaignFacts facts() {
    CampaignFacts facts;
    facts.campaign.pay.micro = 2'000'000;
    facts.campaign.fee.micro = 200'000;
    return facts;
}

}  // namespace

TEST_CASE("a report counts gold apart, and pays for it") {
    CampaignReport report;
    report.add(settled("yes", 960'000, 2));
    add_gold(report, 3, 4, 900'000, 3);
    const json::object view = report_view(facts(), report);
    CHECK(view.at("items") == 1);
    CHECK(view.at("answers") == 14);
    CHECK(view.at("cost") == "30.80");
    CHECK(view.at("outcomes") == json::value({{"confident", 5}}));
    CHECK(view.at("gold") == json::value({{"stated", 0.9}, {"right", 0.75}, {"items", 4}}));
    CHECK(view.at("confusion") == json::parse(R"([{"gold":"yes","result":"no","items":1},
                                                  {"gold":"yes","result":"yes","items":3}])"));
}

TEST_CASE("a report's cost is what was paid, by level too") {
    CampaignReport report;
    report.add(settled("yes", 960'000, 10));
    CampaignFacts paid = facts();
    paid.progress.level_pay_micro = 3'000'000;
    paid.progress.level_fees_micro = 300'000;
    CHECK(report_view(paid, report).at("cost") == "25.30");
}

TEST_CASE("an item whose result was issued again counts once, as it stands") {
    LatestVersions latest;
    records::ItemResult first = settled("yes", 960'000, 2);
    records::ItemResult second = settled("no", 990'000, 2);
    second.version = 2;
    records::ItemResult other = settled("yes", 960'000, 2);
    other.index = 5;
    // The first look learns which lines the second one leaves out.
    CHECK(stands(latest, first));
    CHECK(stands(latest, second));
    CHECK_FALSE(stands(latest, first));
    CHECK(stands(latest, second));
    CHECK(stands(latest, other));
    CHECK(latest.size() == 1);
}

TEST_CASE("confidence falls into the step that it reaches") {
    CampaignReport report;
    add_gold(report, 1, 2, 949'999, 3);
    report.add(settled("yes", 950'000, 2));
    const json::object view = report_view(facts(), report);
    const json::array& rows = view.at("calibration").as_array();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at("from") == 0.9);
    CHECK(rows[0].at("right") == 0.5);
    CHECK(rows[1].at("from") == 0.95);
    CHECK(rows[1].at("items") == 1);
    CHECK(rows[1].at("right").is_null());
}

TEST_CASE("the curve tells what items cost up to each number of answers") {
    CampaignReport report;
    add_gold(report, 3, 3, 960'000, 2);
    add_gold(report, 0, 1, 600'000, 10);
    const json::object view = report_view(facts(), report);
    const json::array& rows = view.at("curve").as_array();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at("items") == 0.75);
    CHECK(rows[0].at("cost") == 0.375);
    CHECK(rows[0].at("right") == 1.0);
    CHECK(rows[1].at("cost") == 1.0);
    CHECK(rows[1].at("right") == 0.75);
}

TEST_CASE("advice is what gold says, and nothing is said without it") {
    const auto advice = [](int right, int gold, std::uint32_t confidence_ppm) {
        CampaignReport report;
        add_gold(report, right, gold, confidence_ppm, 3);
        return report.advice();
    };
    CHECK(advice(29, 29, 950'000).starts_with("Bring 30 items"));
    CHECK(advice(38, 40, 950'000).ends_with("leave it as it is."));
    CHECK(advice(30, 40, 950'000).find("0.95 and gold says 0.75: make the question plainer") !=
          std::string::npos);
    CHECK(advice(40, 40, 900'000).find("a lower confidence") != std::string::npos);
    CampaignReport dear;
    add_gold(dear, 40, 40, 960'000, 2);
    add_gold(dear, 3, 6, 600'000, 12);
    CHECK(dear.advice().starts_with("Items that took 12 answers cost 47 %"));
}
