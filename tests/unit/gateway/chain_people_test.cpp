// SPDX-License-Identifier: Apache-2.0
// Who may take part in a later step of a chain.
#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "gateway/engine/eligibility.hpp"
#include "gateway/records/campaign_json.hpp"
#include "taskflow/quality/worker_counts.hpp"

using namespace kazi;
using namespace kazi::gateway;
using namespace kazi::taskflow;

namespace {

Campaign step(std::uint32_t number, std::uint32_t after, std::vector<std::uint32_t> earlier = {}) {
    Campaign campaign;
    campaign.number = number;
    campaign.question.type = QuestionType::yes_no;
    campaign.item_count = 20;
    campaign.chain.after = after;
    campaign.chain.earlier = std::move(earlier);
    return campaign;
}

/// Right in `right` of 100 answers to questions of two classes.
quality::FamilyCounts right_in(std::uint32_t right) {
    quality::FamilyCounts counts;
    counts.family = 2;
    const std::uint32_t half = right * 500;
    const std::uint32_t wrong = (100 - right) * 500;
    counts.cells = {half, wrong, wrong, half};
    return counts;
}

bool may_decide(std::uint32_t right, std::vector<std::string> badges = {}) {
    Worker worker;
    worker.standing.badges = std::move(badges);
    Campaign decision = step(3, 2, {1});
    decision.chain.senior = true;
    const std::vector<quality::FamilyCounts> counts{right_in(right)};
    return engine::may_answer({.id = {}, .worker = worker, .counts = counts, .today = 0}, decision);
}

}  // namespace

TEST_CASE("a tie-break for seniors asks who is right often for sure, in this kind of task") {
    CHECK(may_decide(97));
    CHECK_FALSE(may_decide(70));
    Worker stranger;
    Campaign decision = step(3, 2);
    decision.chain.senior = true;
    const std::vector<quality::FamilyCounts> elsewhere{{.family = 3, .cells = right_in(97).cells}};
    CHECK_FALSE(engine::may_answer({.id = {}, .worker = stranger, .counts = elsewhere, .today = 0},
                                   decision));
    CHECK(engine::may_answer({.id = {}, .worker = stranger, .counts = elsewhere, .today = 0},
                             step(3, 2)));
}

TEST_CASE("a step knows all that came before it, and says that it is for seniors") {
    const auto currency = *billing::Currency::parse("KES");
    const auto spec = boost::json::parse(R"({"title":"Decide","market":"ke","pay":"2.00",
        "question":{"type":"yes_no","texts":{"en":{"text":"Is {translation} right?"}}},
        "chain":{"after":"ke-c7","confidence_at_most":0.7,"senior":true}})");
    auto campaign = records::campaign_spec_from(spec, currency);
    REQUIRE(campaign.has_value());
    CHECK(campaign->chain.senior);
    campaign->number = 8;
    campaign->client = "maji";
    campaign->chain.earlier = {5, 6};
    const auto stored = records::campaign_from(records::pack_campaign(*campaign, 1));
    REQUIRE(stored);
    CHECK(stored->campaign.chain.senior);
    CHECK(stored->campaign.chain.earlier == std::vector<std::uint32_t>{5, 6});
    // What only we write is nothing that a client may say.
    auto said = spec;
    said.as_object()["earlier_steps"] = boost::json::array{5};
    CHECK(records::campaign_spec_from(said, currency).has_error());
}
