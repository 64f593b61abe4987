// SPDX-License-Identifier: Apache-2.0
// The `quality` object of a campaign: read, refused, stored.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <boost/json.hpp>

#include "gateway/records/campaign_json.hpp"

using namespace kazi::gateway;
using namespace kazi::taskflow;

namespace {

const auto kes = *kazi::billing::Currency::parse("KES");

auto read(const std::string& type, const std::string& quality) {
    const auto text = fmt::format(
        R"({{"title":"Maize","market":"ke","pay":"2.00","quality":{},
            "question":{{"type":"{}","texts":{{"en":{{"text":"A {{crop}}?"}}}}}}}})",
        quality, type);
    return records::campaign_spec_from(boost::json::parse(text), kes);
}

std::string fault(const std::string& type, const std::string& quality) {
    const auto campaign = read(type, quality);
    return campaign ? "none" : campaign.error().field;
}

}  // namespace

TEST_CASE("the tolerance of amounts is a setting, five per cent where nothing is said") {
    CHECK(read("number", "{}")->quality_terms.tolerance_ppm == 50'000);
    auto campaign = *read("number", R"({"tolerance":0.2})");
    CHECK(campaign.quality_terms.tolerance_ppm == 200'000);
    campaign.number = 1;
    campaign.client = "maji";
    const auto stored = records::campaign_from(records::pack_campaign(campaign, 1));
    REQUIRE(stored);
    CHECK(stored->campaign.quality_terms == campaign.quality_terms);
    CHECK_FALSE(records::campaign_spec(*read("number", "{}")).contains("quality"));
}

TEST_CASE("a tolerance out of range is refused, and one where no amount is asked for") {
    CHECK(fault("number", R"({"tolerance":0.001})") == "none");
    CHECK(fault("number", R"({"tolerance":0.5})") == "none");
    for (const char* wrong : {"0", "-0.05", "0.0009", "0.51", "5", "\"wide\""})
        CHECK(fault("number", fmt::format(R"({{"tolerance":{}}})", wrong)) == "quality.tolerance");
    CHECK(fault("yes_no", R"({"tolerance":0.1})") == "quality.tolerance");
    CHECK(fault("short_text", R"({"tolerance":0.1})") == "quality.tolerance");
}

TEST_CASE("a comparison of texts is off where nothing is said; else so many judges, so much pay") {
    CHECK_FALSE(read("short_text", "{}")->quality_terms.comparison.wanted());
    auto campaign = *read("translation", R"({"compare":{"judges":5,"pay":"1.50"}})");
    CHECK(campaign.quality_terms.comparison ==
          quality::ComparisonTerms{.judges = 5, .pay_micro = 1'500'000});
    CHECK(read("short_text", R"({"compare":{"pay":"1"}})")->quality_terms.comparison.judges == 3);
    campaign.number = 1;
    campaign.client = "maji";
    const auto stored = records::campaign_from(records::pack_campaign(campaign, 1));
    REQUIRE(stored);
    CHECK(stored->campaign.quality_terms == campaign.quality_terms);
}

TEST_CASE("a comparison without pay, with too many judges or of no texts is refused") {
    CHECK(fault("short_text", R"({"compare":{}})") == "quality.compare.pay");
    CHECK(fault("short_text", R"({"compare":{"pay":"0"}})") == "quality.compare.pay");
    CHECK(fault("short_text", R"({"compare":{"judges":16,"pay":"1"}})") ==
          "quality.compare.judges");
    CHECK(fault("short_text", R"({"compare":{"judges":0,"pay":"1"}})") == "quality.compare.judges");
    CHECK(fault("number", R"({"compare":{"pay":"1"}})") == "quality.compare");
}
