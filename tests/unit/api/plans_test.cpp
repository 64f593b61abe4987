// SPDX-License-Identifier: Apache-2.0
// Plans are applied to a memory store: what counts is what stands there afterwards.
#include "gateway/api/plans.hpp"
#include "gateway/api/result_answers.hpp"

#include "gateway/api/comparison.hpp"
#include "gateway/engine/commit_plan.hpp"
#include "gateway/engine/wage_plan.hpp"
#include "gateway/records/journal_record.hpp"
#include "tests/unit/api/samples.hpp"

using namespace kazi;
using namespace kazi::gateway;
using namespace kazi::gateway::api;
using taskflow::CampaignState;
using tests::acme;
using tests::kenya;
using tests::PlainStore;

namespace {

constexpr std::int64_t need_micro = 10 * 12 * (2'400'000 + 2 * 800'000);  // of ten items

Plan apply_funding(PlainStore& store, std::int64_t micro) {
    const Market market = kenya();
    const Funding funding{{micro, market.currency}, "tr 1", &market};
    auto plan = plan_funding(funding, acme(), store.load(funding_places(market, acme())));
    if (plan) REQUIRE(store.commit(plan->batch));
    return plan;
}

void store_campaign(PlainStore& store, CampaignState state, std::uint32_t items) {
    store.put(keys::campaign(7), records::pack_campaign(tests::moods(state, items), 3));
}

Plan decide_start(PlainStore& store, const Client& client = acme()) {
    return plan_start(kenya(), client, store.load(start_places(kenya(), client, 7)));
}

Plan apply(PlainStore& store, Transition transition) {
    auto plan =
        plan_transition(transition, kenya(), acme(), store.load(campaign_places(kenya(), 7)));
    if (plan) REQUIRE(store.commit(plan->batch));
    return plan;
}

std::int64_t balance(PlainStore& store, const billing::Account& account) {
    return store.number({keys::balances, engine::balance_field(account, kenya().currency)});
}

ProblemKind kind_of(const Plan& plan) {
    REQUIRE(plan.has_error());
    return plan.error().kind;
}

}  // namespace

TEST_CASE("funding adds to the funds, and is told with the new balance") {
    PlainStore store;
    REQUIRE(apply_funding(store, 5'000'000).has_value());
    const auto plan = apply_funding(store, 2'500'000);
    REQUIRE(plan.has_value());
    CHECK(plan->reply.status == 201);
    CHECK(plan->reply.body == R"({"market":"ke","currency":"KES","balance":"7.50"})");
    CHECK(store.number(funds_place(kenya(), acme())) == 7'500'000);
    CHECK(balance(store, {billing::AccountKind::client_paid_in, {}}) == -7'500'000);
}

TEST_CASE("a balance can't outgrow what is counted exactly") {
    PlainStore store;
    REQUIRE(apply_funding(store, billing::amount_micro_max).has_value());
    CHECK(kind_of(apply_funding(store, 1)) == ProblemKind::invalid_field);
}

TEST_CASE("two campaigns made at once get two numbers") {
    PlainStore store;
    auto campaign = tests::moods(CampaignState::draft, 0);
    const auto values = store.load(creation_places(campaign));
    const auto first = plan_creation(campaign, kenya(), values, {});
    const auto second = plan_creation(campaign, kenya(), values, {});
    CHECK(store.commit(first->batch));
    CHECK(!store.commit(second->batch));
    const auto again = plan_creation(campaign, kenya(), store.load(creation_places(campaign)), {});
    CHECK(store.commit(again->batch));
    CHECK(boost::json::parse(first->reply.body).at("id").as_string() == "ke-c1");
    CHECK(boost::json::parse(again->reply.body).at("id").as_string() == "ke-c2");
    CHECK(store.load({{keys::campaigns_of("acme"), "2"}}).front().has_value());
}

TEST_CASE("answers that took longer in campaigns before raise what the next must pay") {
    PlainStore store;
    Market market = kenya();
    market.wages.floor_hour_micro = 360'000'000;  // 0.10 a second
    market.wages.choice_seconds = market.wages.yes_no_seconds = 5;
    auto campaign = tests::moods(CampaignState::draft, 0);
    campaign.pay.micro = 1'000'000;
    CHECK(plan_creation(campaign, market, store.load(creation_places(campaign)), {}).has_value());

    store::Batch ended;
    ended.cell = market.cell;
    taskflow::EffortCounts measured{};
    measured[taskflow::effort_step(32)] = taskflow::effort_samples_min;
    engine::keep_efforts(ended, campaign, measured);
    REQUIRE(ended.writes.size() == 1);
    REQUIRE(store.commit(ended));
    const auto plan = plan_creation(campaign, market, store.load(creation_places(campaign)), {});
    REQUIRE(plan.has_error());
    CHECK(plan.error().pay_least->micro == 3'200'000);
    campaign.pay.micro = 3'200'000;
    CHECK(plan_creation(campaign, market, store.load(creation_places(campaign)), {}).has_value());
    taskflow::Campaign other = campaign;
    other.question.type = taskflow::QuestionType::translation;
    other.pay.micro = 1'000'000;
    CHECK(plan_creation(other, market, store.load(creation_places(other)), {}).has_value());
}

TEST_CASE("a start fills the escrow and opens every item") {
    PlainStore store;
    store_campaign(store, CampaignState::draft, 10);
    store.put({keys::item_ids(7), "t1"}, "0");
    REQUIRE(apply_funding(store, need_micro).has_value());
    const auto plan = decide_start(store);
    REQUIRE(plan.has_value());
    REQUIRE(store.commit(plan->batch));
    CHECK(tests::state_in(plan->reply) == "running");
    CHECK(store.number(funds_place(kenya(), acme())) == 0);
    CHECK(balance(store, {billing::AccountKind::escrow, "c7"}) == need_micro);
    CHECK(store.load({{keys::openings(7)}}).front() == std::string(10, '\3'));
    CHECK(!store.load({{keys::item_ids(7), "t1"}}).front());
    CHECK(store.number({keys::tally(7), "escrow_in"}) == need_micro);
    const auto stored = records::campaign_from(*store.load({keys::campaign(7)}).front());
    CHECK(stored->campaign.state == CampaignState::running);
    CHECK(stored->version == 4);
    CHECK(tests::state_in(decide_start(store)->reply) == "running");
}

TEST_CASE("where texts are compared, the campaign that does so starts beside it, paid for") {
    PlainStore store;
    auto campaign = tests::moods(CampaignState::draft, 10);
    campaign.question.type = taskflow::QuestionType::short_text;
    campaign.quality_terms.comparison = {.judges = 3, .pay_micro = 1'000'000};
    store.put(keys::campaign(7), records::pack_campaign(campaign, 3));
    store.put({keys::counters, "campaigns"}, "7");
    // Of ten items, three choices each: pay, fee, and four segments.
    constexpr std::int64_t comparison_micro = 10 * 3 * (1'000'000 + 200'000 + 4 * 800'000);
    REQUIRE(apply_funding(store, need_micro + comparison_micro - 1).has_value());
    CHECK(kind_of(decide_start(store)) == ProblemKind::insufficient_funds);
    REQUIRE(apply_funding(store, 1).has_value());
    const auto plan = decide_start(store);
    REQUIRE(plan.has_value());
    REQUIRE(store.commit(plan->batch));
    CHECK(!store.commit(plan->batch));
    CHECK(store.number(funds_place(kenya(), acme())) == 0);
    CHECK(balance(store, {billing::AccountKind::escrow, "c7"}) == need_micro);
    CHECK(balance(store, {billing::AccountKind::escrow, "c8"}) == comparison_micro);
    const auto stored = records::campaign_from(*store.load({keys::campaign(8)}).front());
    REQUIRE(stored);
    CHECK(stored->campaign.state == CampaignState::running);
    CHECK(stored->campaign.chain.after == 7);
    CHECK(stored->campaign.chain.compares);
    CHECK(stored->campaign.item_count == 10);
    CHECK(store.load({{keys::openings(8)}}).front() == std::string(10, '\0'));
    CHECK(store.load({{keys::campaigns_of("acme"), "8"}}).front().has_value());
    CHECK(store.number({keys::counters, "campaigns"}) == 8);
}

TEST_CASE(
    "a cap on all that a campaign may cost holds for what comparing its texts may cost, too") {
    PlainStore store;
    auto campaign = tests::moods(CampaignState::draft, 10);
    campaign.question.type = taskflow::QuestionType::short_text;
    campaign.quality_terms.comparison = {.judges = 3, .pay_micro = 1'000'000};
    constexpr std::int64_t worst_micro = need_micro + 10 * 3 * (1'200'000 + 4 * 800'000);
    campaign.budget.total_micro = worst_micro - 1;
    store.put(keys::campaign(7), records::pack_campaign(campaign, 3));
    store.put({keys::counters, "campaigns"}, "7");
    REQUIRE(apply_funding(store, 2 * worst_micro).has_value());
    const auto refused = decide_start(store);
    CHECK(kind_of(refused) == ProblemKind::invalid_field);
    CHECK(refused.error().field == "budget.total");
    CHECK(refused.error().detail.find("KES 612.00") != std::string::npos);
    campaign.budget.total_micro = worst_micro;
    store.put(keys::campaign(7), records::pack_campaign(campaign, 3));
    const auto plan = decide_start(store);
    REQUIRE(plan.has_value());
    REQUIRE(store.commit(plan->batch));
    CHECK(store.number(funds_place(kenya(), acme())) == worst_micro);
    // It is counted there already: the campaign that compares has no cap of its own.
    const auto stored = records::campaign_from(*store.load({keys::campaign(8)}).front());
    REQUIRE(stored);
    CHECK(stored->campaign.budget == taskflow::CampaignBudget{});
}

TEST_CASE(
    "a choice that pays less than the market's floor is refused, with the least that passes") {
    Market market = kenya();
    market.wages.floor_hour_micro = 360'000'000;  // 0.10 a second
    market.wages.text_seconds = 20;
    market.wages.choice_seconds = 15;
    auto campaign = tests::moods(CampaignState::draft, 0);
    campaign.question.type = taskflow::QuestionType::short_text;
    campaign.quality_terms.comparison = {.judges = 3, .pay_micro = 1'490'000};
    const auto refused = comparison_of(campaign, market);
    REQUIRE(refused.has_error());
    CHECK(refused.error().field == "quality.compare.pay");
    CHECK(refused.error().pay_least->micro == 1'500'000);
    campaign.quality_terms.comparison.pay_micro = 1'500'000;
    CHECK(comparison_of(campaign, market).has_value());
    CHECK(!*comparison_of(tests::moods(CampaignState::draft, 0), market));
}

TEST_CASE("a start that is not covered names what is missing, and changes nothing") {
    PlainStore store;
    store_campaign(store, CampaignState::draft, 10);
    REQUIRE(apply_funding(store, need_micro - 1).has_value());
    const auto plan = decide_start(store);
    CHECK(kind_of(plan) == ProblemKind::insufficient_funds);
    const auto reply = reply_to(plan.error());
    CHECK(reply.status == 402);
    CHECK(boost::json::parse(reply.body).at("shortfall").as_string() == "0.000001");
}

TEST_CASE("of two starts at once, and of a start and a spending, one is applied") {
    PlainStore store;
    store_campaign(store, CampaignState::draft, 10);
    REQUIRE(apply_funding(store, need_micro).has_value());
    const auto first = decide_start(store);
    const auto second = decide_start(store);
    CHECK(store.commit(first->batch));
    CHECK(!store.commit(second->batch));
}

TEST_CASE("what can't be started") {
    PlainStore store;
    CHECK(kind_of(decide_start(store)) == ProblemKind::not_found);
    store_campaign(store, CampaignState::draft, 0);
    CHECK(kind_of(decide_start(store)) == ProblemKind::wrong_state);
    store_campaign(store, CampaignState::paused, 10);
    CHECK(kind_of(decide_start(store)) == ProblemKind::wrong_state);
    CHECK(kind_of(decide_start(store, {"other", true})) == ProblemKind::not_found);
    store.put(keys::campaign(7), "damaged");
    CHECK(kind_of(decide_start(store)) == ProblemKind::internal);
}

TEST_CASE("pause, resume and stop go where they lead, and nowhere else") {
    struct Case {
        CampaignState from;
        Transition transition;
        const char* to;  ///< null: refused
    };
    for (const Case& each : {
             Case{CampaignState::draft, Transition::pause, nullptr},
             Case{CampaignState::running, Transition::pause, "paused"},
             Case{CampaignState::paused, Transition::pause, "paused"},
             Case{CampaignState::stopping, Transition::pause, nullptr},
             Case{CampaignState::finished, Transition::pause, nullptr},
             Case{CampaignState::draft, Transition::resume, nullptr},
             Case{CampaignState::running, Transition::resume, "running"},
             Case{CampaignState::paused, Transition::resume, "running"},
             Case{CampaignState::stopping, Transition::resume, nullptr},
             Case{CampaignState::finished, Transition::resume, nullptr},
             Case{CampaignState::draft, Transition::stop, "finished"},
             Case{CampaignState::running, Transition::stop, "stopping"},
             Case{CampaignState::paused, Transition::stop, "stopping"},
             Case{CampaignState::stopping, Transition::stop, "stopping"},
             Case{CampaignState::finished, Transition::stop, "finished"},
         }) {
        PlainStore store;
        store_campaign(store, each.from, 10);
        const auto plan = apply(store, each.transition);
        if (each.to == nullptr) {
            CHECK(kind_of(plan) == ProblemKind::wrong_state);
            continue;
        }
        REQUIRE(plan.has_value());
        CHECK(tests::state_in(plan->reply) == each.to);
        const auto stored = records::campaign_from(*store.load({keys::campaign(7)}).front());
        CHECK(records::to_string(stored->campaign.state) == each.to);
    }
}

TEST_CASE("a campaign's words stand beside the version that results name") {
    CampaignFacts facts{tests::moods(CampaignState::running, 10), 9, {}};
    const auto view = campaign_view(facts);
    CHECK(view.at("question_version").as_string() == question_version(facts.campaign));
    CHECK(view.at("question").at("texts").at("en").at("text").is_string());
    facts.campaign.question.texts.at("en").text += "?";
    CHECK(campaign_view(facts).at("question_version") != view.at("question_version"));
}

TEST_CASE("a campaign under way tells what it will have cost, once that can be said") {
    CampaignFacts facts{tests::moods(CampaignState::running, 10), 9, {}};
    facts.progress.escrow_in_micro = 100'000'000;
    facts.progress.escrow_micro = 88'000'000;
    facts.progress.answers = 6;
    const auto forecast = [&] {
        const auto view = campaign_view(facts).at("progress").as_object();
        return view.contains("forecast") ? std::string(view.at("forecast").as_string()) : "";
    };
    CHECK(forecast() == "");
    // Two items took two answers each, two more are in between: ten take twenty, at 2.00 each.
    facts.progress.closed = 2;
    facts.progress.settling_answers = 4;
    CHECK(forecast() == "40.00");
    facts.progress.settling_answers = 16;
    CHECK(forecast() == "100.00");
    facts.progress.settling_answers = 1;
    CHECK(forecast() == "12.00");
    facts.campaign.state = CampaignState::finished;
    CHECK(forecast() == "");
}

TEST_CASE("progress tells where the money went") {
    CampaignFacts facts{tests::moods(CampaignState::finished, 10), 9, {}};
    facts.progress.answers = 30;
    facts.progress.messages = 9;
    facts.progress.escrow_in_micro = 100'000'000;
    facts.progress.escrow_returned_micro = 20'000'000;
    const auto progress = campaign_view(facts).at("progress").as_object();
    CHECK(progress.at("spent").as_string() == "80.00");
    CHECK(progress.at("paid").as_string() == "60.00");
    CHECK(progress.at("fees").as_string() == "12.00");
    CHECK(progress.at("messages").as_string() == "8.00");
    CHECK(progress.at("messages_sent").as_int64() == 9);
    CHECK(progress.at("escrow").as_string() == "0.00");

    // Three of them were refused for good: their pay and fees are the client's again.
    facts.progress.refused_pay_micro = 6'000'000;
    facts.progress.refused_fees_micro = 1'200'000;
    facts.progress.escrow_returned_micro += 7'200'000;
    const auto reviewed = campaign_view(facts).at("progress").as_object();
    CHECK(reviewed.at("spent").as_string() == "72.80");
    CHECK(reviewed.at("paid").as_string() == "54.00");
    CHECK(reviewed.at("fees").as_string() == "10.80");
    CHECK(reviewed.at("messages").as_string() == "8.00");
}
