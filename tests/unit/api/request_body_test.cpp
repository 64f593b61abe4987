// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/request_body.hpp"

#include "gateway/api/escrow_need.hpp"
#include "tests/unit/api/samples.hpp"

using namespace kazi;
using namespace kazi::gateway::api;
namespace json = boost::json;

namespace {

const std::vector<Market> markets{tests::kenya(),
                                  {"ug", "ug-0", *billing::Currency::parse("UGX"), {"en"}, 0, 0}};

struct Request {
    explicit Request(std::string_view text, std::string_view type = "application/json")
        : headers{{"Content-Type", type}} {
        callback.body = text;
        callback.headers = headers;
    }
    std::vector<protocols::HeaderView> headers;
    protocols::Callback callback;
};

std::string wrong_field(const std::string& pattern, const std::string& with) {
    std::string text = tests::spec;
    const auto at = text.find(pattern);
    REQUIRE(at != std::string::npos);
    text.replace(at, pattern.size(), with);
    const auto campaign = campaign_from_spec(json::parse(text), markets);
    REQUIRE(campaign.has_error());
    CHECK(campaign.error().kind == ProblemKind::invalid_field);
    return campaign.error().field;
}

}  // namespace

TEST_CASE("a body is JSON within limits, and says so") {
    CHECK(json_body(Request("{}", "Application/JSON; charset=utf-8").callback).has_value());
    CHECK(json_body(Request("{").callback).error().kind == ProblemKind::malformed_body);
    CHECK(json_body(Request("").callback).error().kind == ProblemKind::malformed_body);
    CHECK(json_body(Request("{}", "text/plain").callback).error().kind ==
          ProblemKind::unsupported_media_type);
    CHECK(json_body(Request(std::string(17, '[') + std::string(17, ']')).callback).has_error());
    CHECK(json_body(Request(std::string(json_body_bytes_max + 1, ' ')).callback).error().kind ==
          ProblemKind::too_large);
}

TEST_CASE("an empty body is nothing, or an object with nothing in it") {
    CHECK(empty_body(Request("", "").callback).has_value());
    CHECK(empty_body(Request(" {} ").callback).has_value());
    CHECK(empty_body(Request("[]").callback).has_error());
    CHECK(empty_body(Request(R"({"when":"now"})").callback).error().field == "when");
}

TEST_CASE("funding names amount, currency and reference, and finds its market") {
    const auto funding = funding_from(
        json::parse(R"({"amount":"5000.00","currency":"UGX","reference":"tr 1"})"), markets);
    REQUIRE(funding.has_value());
    CHECK(funding->amount.micro == 5'000'000'000);
    CHECK(funding->market == &markets[1]);
    const auto field = [](const char* text) {
        const auto read = funding_from(json::parse(text), markets);
        REQUIRE(read.has_error());
        return read.error().field;
    };
    CHECK(field(R"({"amount":"0","currency":"KES","reference":"r"})") == "amount");
    CHECK(field(R"({"amount":5,"currency":"KES","reference":"r"})") == "amount");
    CHECK(field(R"({"amount":"5","currency":"USD","reference":"r"})") == "currency");
    CHECK(field(R"({"amount":"5","currency":"kes","reference":"r"})") == "currency");
    CHECK(field(R"({"amount":"5","currency":"KES","reference":""})") == "reference");
    CHECK(field(R"({"amount":"5","currency":"KES","reference":"a\nb"})") == "reference");
    CHECK(field(R"({"amount":"5","currency":"KES","reference":"r","market":"ug"})") == "market");
    CHECK(field(R"({"amount":"5","currency":"KES","reference":"r","note":"x"})") == "note");
    CHECK(field("[]").empty());
}

TEST_CASE("a campaign is checked against its market") {
    const auto campaign = campaign_from_spec(json::parse(tests::spec), markets);
    REQUIRE(campaign.has_value());
    CHECK(campaign->fee.micro == 400'000);
    CHECK(campaign->pay.currency == tests::kenya().currency);
    CHECK(campaign->languages == std::vector<std::string>{"en", "sw"});
    CHECK(wrong_field("\"ke\"", "\"tz\"") == "market");
    CHECK(wrong_field("\"ke\"", "\"ug\"") == "languages");
    CHECK(wrong_field("2.00", "-2") == "pay");
    CHECK(wrong_field("\"pay\"", "\"pya\":1,\"pay\"") == "pya");
    CHECK(wrong_field("\"mbaya\"", "\"nzuri\"").starts_with("question.texts.sw.options"));
    CHECK(wrong_field("{tweet}", "{tweet") == "question.texts.en.text");
    CHECK(wrong_field("2.00", "9000000000") == "pay");
}

TEST_CASE("pay below an hour's floor is refused with the figure that would pass") {
    auto market = tests::kenya();
    market.wages = {.floor_hour_micro = 600'000'000,
                    .reply_cost_micro = 1'000'000,
                    .choice_seconds = 15,
                    .yes_no_seconds = 12,
                    .number_seconds = 20,
                    .text_seconds = 40};
    const std::vector<Market> strict{market};
    const auto refused = campaign_from_spec(json::parse(tests::spec), strict);
    REQUIRE(refused.has_error());
    CHECK(refused.error().field == "pay");
    REQUIRE(refused.error().pay_least);
    CHECK(refused.error().pay_least->micro == 2'500'000);
    const auto reply = reply_to(refused.error());
    CHECK(reply.body.find(R"("pay_least":"2.50")") != std::string::npos);
    const auto spec_with = [&](const std::string& pay, const std::string& more) {
        std::string text = tests::spec;
        text.replace(text.find("2.00"), 4, pay);
        return campaign_from_spec(json::parse(text.replace(text.find("{"), 1, "{" + more)), strict);
    };
    const auto taken = spec_with("2.50", "");
    REQUIRE(taken.has_value());
    CHECK(taken->wages.effort_seconds == 15);
    CHECK(taken->wages.reply_cost_micro == 1'000'000);
    CHECK(spec_with("2.50", R"("wages":{"effort_seconds":5},)").has_value());
    const auto longer = spec_with("2.50", R"("wages":{"effort_seconds":31},)");
    REQUIRE(longer.has_error());
    CHECK(longer.error().pay_least->micro == 5'170'000);
}

TEST_CASE("a market that wants workers taught refuses a campaign without enough lessons") {
    auto market = tests::kenya();
    market.lessons_at_least = 1;
    std::vector<Market> strict{market};
    const auto refused = campaign_from_spec(json::parse(tests::spec), strict);
    REQUIRE(refused.has_error());
    CHECK(refused.error().field == "lessons");
    auto taught = json::parse(tests::spec).as_object();
    taught["lessons"] = json::parse(R"({"items":[{"values":{"tweet":"It rained"},
        "right":"negative","why":{"en":"Rain is bad.","sw":"Mvua ni mbaya."}}]})");
    CHECK(campaign_from_spec(taught, strict).has_value());
    strict.front().lessons_at_least = 2;
    CHECK(campaign_from_spec(taught, strict).has_error());
    // Free words have no lessons to give.
    auto open = json::parse(tests::spec).as_object();
    open["question"] = json::parse(R"({"type":"short_text","texts":{
        "en":{"text":"Say it shorter: {tweet}"},"sw":{"text":"Sema kwa ufupi: {tweet}"}}})");
    const auto unteachable = campaign_from_spec(open, strict);
    const std::string fault = unteachable.has_error() ? unteachable.error().field : "";
    CHECK_MESSAGE(unteachable.has_value(), fault);
}

TEST_CASE("a part of the pay is put aside where there is a floor, and the escrow covers it") {
    auto market = tests::kenya();
    market.wages.reserve_percent = 25;
    const auto free = campaign_from_spec(json::parse(tests::spec), std::vector<Market>{market});
    REQUIRE(free.has_value());
    CHECK(free->wages.reserve_micro == 0);
    market.wages.floor_hour_micro = 360'000'000;
    auto bound = campaign_from_spec(json::parse(tests::spec), std::vector<Market>{market});
    REQUIRE(bound.has_value());
    CHECK(bound->wages.floor_hour_micro == 360'000'000);
    CHECK(bound->wages.reserve_micro == 500'000);
    auto campaign = tests::moods(taskflow::CampaignState::draft, 300);
    const auto before = escrow_need(campaign, 800'000)->total();
    campaign.wages.reserve_micro = 500'000;
    CHECK(escrow_need(campaign, 800'000)->total().micro == before.micro + 300 * 12 * 500'000LL);
}

TEST_CASE("caps are read, and refused when not one answer fits under them") {
    const std::vector<Market> markets{tests::kenya()};
    const auto with = [&](const std::string& budget) {
        std::string text = tests::spec;
        text.replace(text.find("{"), 1, R"({"budget":)" + budget + ",");
        return campaign_from_spec(json::parse(text), markets);
    };
    const auto capped = with(R"({"per_day":"100","per_worker":"20","total":"5000","low_at":"50"})");
    REQUIRE(capped.has_value());
    CHECK(capped->budget ==
          taskflow::CampaignBudget{100'000'000, 20'000'000, 5'000'000'000, 50'000'000});
    const auto day = with(R"({"per_day":"2.39"})");
    REQUIRE(day.has_error());
    CHECK(day.error().field == "budget.per_day");
    CHECK(with(R"({"per_day":"2.40"})").has_value());
    CHECK(with(R"({"per_worker":"1.99"})").error().field == "budget.per_worker");
    CHECK(with(R"({"per_year":"1"})").error().field == "budget.per_year");
}

TEST_CASE("the escrow covers what replies cost") {
    auto campaign = tests::moods(taskflow::CampaignState::draft, 300);
    const auto before = escrow_need(campaign, 800'000)->total();
    campaign.wages.reply_cost_micro = 1'000'000;
    CHECK(escrow_need(campaign, 800'000)->total().micro == before.micro + 300 * 12 * 1'000'000LL);
}

TEST_CASE("the escrow covers a bonus for every answer that can earn one, and no fee on it") {
    auto campaign = tests::moods(taskflow::CampaignState::draft, 300);
    const auto before = escrow_need(campaign, 800'000)->total();
    campaign.bonus.hard_micro = 1'000'000;
    const auto need = escrow_need(campaign, 800'000);
    CHECK(need->bonuses.micro == 300 * 10 * 1'000'000LL);
    CHECK(need->total().micro == before.micro + need->bonuses.micro);
    campaign.bonus.hard_micro = 1'000'000'000'000;
    campaign.item_count = 1'000'000;
    CHECK_FALSE(escrow_need(campaign, 800'000));
}

TEST_CASE("fees are rounded down, exactly") {
    const auto currency = tests::kenya().currency;
    CHECK(fee_on({1'999'999, currency}, 20)->micro == 399'999);
    CHECK(fee_on({99, currency}, 1)->micro == 0);
    CHECK(fee_on({5, currency}, 0)->micro == 0);
    CHECK(fee_on({billing::amount_micro_max / 2, currency}, 100).has_value());
    CHECK(!fee_on({billing::amount_micro_max / 2 + 1, currency}, 100));
}

TEST_CASE("the escrow covers the worst case") {
    auto campaign = tests::moods(taskflow::CampaignState::draft, 300);
    auto need = escrow_need(campaign, 800'000);
    REQUIRE(need.has_value());
    CHECK(need->pay.micro == 300 * 12 * 2'000'000LL);
    CHECK(need->fees.micro == 300 * 12 * 400'000LL);
    CHECK(need->messages.micro == 300 * 12 * 2 * 800'000LL);
    CHECK(need->total().micro == need->pay.micro + need->fees.micro + need->messages.micro);
    campaign.push = false;
    CHECK(escrow_need(campaign, 800'000)->messages.micro == 300 * 12 * 800'000LL);
    campaign.item_count = 1'000'000;
    campaign.pay.micro = 1'000'000'000;
    CHECK(!escrow_need(campaign, 800'000));
}
