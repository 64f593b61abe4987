// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/profile.hpp"

#include <algorithm>
#include <utility>

namespace kazi::sim {

namespace {

using billing::micro_per_unit;
using taskflow::Campaign;
using taskflow::QuestionType;

billing::Currency shillings() {
    return *billing::Currency::parse("KES");
}

Rates draw_rates(Chance& chance, bool forgetful) {
    Rates rates{};
    for (std::size_t at = 0; at < fault_count; ++at) {
        const int most = permille_max(static_cast<Fault>(at));
        const bool quiet = chance.hits(500);
        if (!quiet && most > 0) rates[at] = static_cast<int>(chance.between(1, most));
    }
    // A store that syncs every commit never loses one.
    if (!forgetful) rates[static_cast<std::size_t>(Fault::store_tail_lost)] = 0;
    return rates;
}

taskflow::Market draw_market(Chance& chance) {
    taskflow::Market market;
    market.name = "ke";
    market.currency = shillings();
    market.languages = {"sw", "en"};
    const bool quiet_nights = chance.hits(300);
    if (!quiet_nights) market.quiet_from_hour = market.quiet_until_hour = 0;
    const bool paid_messages = chance.hits(700);
    market.sms_price = {paid_messages ? 800'000 : 0, market.currency};
    market.auto_payout = chance.hits(800);
    market.service_code = "*384*77#";
    market.short_code = "40404";
    market.offers_per_day_max = 100;
    return market;
}

taskflow::Question draw_question(Chance& chance) {
    taskflow::Question question;
    const bool yes_no = chance.hits(300);
    question.type = yes_no ? QuestionType::yes_no : QuestionType::choice;
    const std::vector<std::string> options =
        yes_no ? std::vector<std::string>{} : std::vector<std::string>{"red", "green", "blue"};
    for (const char* language : {"sw", "en"})
        question.texts[language] = {"Colour of {thing}?", options};
    question.labels = options;
    return question;
}

void draw_redundancy(Chance& chance, Campaign& campaign) {
    const auto minimum = static_cast<std::uint8_t>(chance.between(1, 3));
    const auto further = static_cast<std::uint8_t>(chance.below(3));
    campaign.redundancy.minimum = minimum;
    campaign.redundancy.maximum = static_cast<std::uint8_t>(minimum + further);
    campaign.redundancy.confidence_ppm = chance.hits(500) ? 900'000 : 1'000'000;
}

CampaignPlan draw_campaign(Chance& chance, const taskflow::Market& market) {
    CampaignPlan plan;
    Campaign& campaign = plan.campaign;
    campaign.client = "acme";
    campaign.title = "Colours";
    campaign.market = market.name;
    campaign.question = draw_question(chance);
    campaign.pay = {chance.between(1, 4) * micro_per_unit, market.currency};
    campaign.fee = {campaign.pay.micro / 10, market.currency};
    draw_redundancy(chance, campaign);
    campaign.languages =
        chance.hits(800) ? std::vector<std::string>{"sw", "en"} : std::vector<std::string>{"sw"};
    campaign.push = chance.hits(500);
    campaign.item_count = static_cast<std::uint32_t>(chance.between(2, 7));
    campaign.lease_minutes = static_cast<std::uint32_t>(chance.between(1, 6));
    if (chance.hits(200)) plan.pause_minute = static_cast<int>(chance.between(2, 12));
    if (chance.hits(150)) plan.stop_minute = static_cast<int>(chance.between(5, 18));
    return plan;
}

// Airtime that is bought once and can't be asked about by our key: the least that is promised.
ProviderPlan airtime() {
    ProviderPlan plan;
    plan.traits.trust = billing::Trust::low;
    plan.traits.callback_is_proof = true;
    plan.traits.number_spacing_s = 360;
    plan.key_memory = 5 * taskflow::minute_us;
    return plan;
}

// Mobile money whose notices are unsigned hints, and whose keys hold for ever.
ProviderPlan mobile_money() {
    ProviderPlan plan;
    plan.traits.trust = billing::Trust::strong;
    plan.traits.lookup_by_key = true;
    return plan;
}

// Airtime with signed notices and a report that finds our key.
ProviderPlan signed_airtime() {
    ProviderPlan plan;
    plan.traits.trust = billing::Trust::good;
    plan.traits.lookup_by_key = true;
    plan.traits.callback_signed = true;
    plan.traits.number_spacing_s = 180;
    return plan;
}

ProviderPlan draw_provider(Chance& chance, bool forgetful) {
    ProviderPlan plan;
    switch (chance.below(4)) {
        case 0:
            plan = mobile_money();
            break;
        case 1:
            plan = signed_airtime();
            break;
        default:
            plan = airtime();
            plan.lookup_by_reference = chance.hits(500);
            break;
    }
    // A payment that the store forgot is found again by its key alone: with a provider that forgets
    // keys as well, only its report can tell, and that is an operator's work.
    if (forgetful) plan.key_memory = 0;
    return plan;
}

// Judges get campaigns of their own, whose numbers a campaign that begins later would take. Drawn
// apart, so that other worlds stay what they were.
void draw_reviews(Profile& profile) {
    constexpr std::uint64_t stream = 3;
    Chance chance(profile.seed, stream);
    const bool looks = profile.campaigns.size() == 1 && chance.hits(80);
    if (!looks) return;
    profile.reviews = true;
    profile.campaigns.front().campaign.review = {.hours = 1, .appeal_hours = 24};
}

// Whether what the step before found is so: a question of its own, at a price of its own.
CampaignPlan later_step(Chance& chance, const CampaignPlan& before, std::uint32_t after) {
    CampaignPlan plan;
    plan.campaign = before.campaign;
    Campaign& campaign = plan.campaign;
    campaign.question.type = QuestionType::yes_no;
    campaign.question.labels.clear();
    for (auto& [language, text] : campaign.question.texts)
        text = {"{thing}: is it {colour}?", {}};
    campaign.pay.micro += micro_per_unit;
    campaign.chain.after = after;
    campaign.push = chance.hits(500);
    plan.start_minute = static_cast<int>(after * chance.between(1, 4));
    if (chance.hits(150)) plan.pause_minute = static_cast<int>(chance.between(2, 8));
    if (chance.hits(100)) plan.stop_minute = static_cast<int>(chance.between(5, 15));
    return plan;
}

// One says the colour, two look at it, and where those disagree a third decides, a senior in half
// of these worlds. Drawn apart, too.
void draw_chain(Profile& profile) {
    constexpr std::uint64_t stream = 4;
    Chance chance(profile.seed, stream);
    const bool alone = profile.campaigns.size() == 1 && !profile.reviews;
    const bool chained = alone && chance.hits(80);
    if (!chained) return;
    profile.chain = true;
    profile.campaigns.front().campaign.redundancy = {.minimum = 1, .maximum = 1};
    CampaignPlan verification = later_step(chance, profile.campaigns.front(), 1);
    verification.campaign.chain.as = "colour";
    verification.campaign.redundancy = {.minimum = 2, .maximum = 2};
    CampaignPlan decision = later_step(chance, verification, 2);
    decision.campaign.chain.as.clear();
    decision.campaign.chain.below_ppm = 700'000;
    decision.campaign.chain.senior = chance.hits(500);
    decision.campaign.redundancy = {.minimum = 1, .maximum = 1};
    // Before all came to it, so that some never come to the third.
    if (chance.hits(250)) verification.stop_minute = static_cast<int>(chance.between(1, 4));
    profile.campaigns.push_back(std::move(verification));
    profile.campaigns.push_back(std::move(decision));
}

// Two say in words what they see; where they differ others say which is better. Drawn apart, too.
void draw_comparison(Profile& profile) {
    constexpr std::uint64_t stream = 5;
    constexpr int people_min = 5;
    Chance chance(profile.seed, stream);
    const bool alone = profile.campaigns.size() == 1 && !profile.reviews && !profile.chain;
    profile.compares = alone && chance.hits(70);
    if (!profile.compares) return;
    profile.people = std::max(profile.people, people_min);
    Campaign& campaign = profile.campaigns.front().campaign;
    campaign.question.type = QuestionType::short_text;
    campaign.question.labels.clear();
    for (auto& [language, text] : campaign.question.texts)
        text = {"What is {thing}?", {}};
    campaign.redundancy = {.minimum = 2, .maximum = 2, .confidence_ppm = 950'000};
    campaign.quality_terms.comparison = {.judges = static_cast<std::uint8_t>(chance.between(1, 3)),
                                         .pay_micro = chance.between(1, 4) * micro_per_unit};
}

// More for what is hard, and for two in a row. Drawn apart, too.
void draw_bonuses(Profile& profile) {
    constexpr std::uint64_t stream = 6;
    constexpr std::uint16_t row = 2;
    Chance chance(profile.seed, stream);
    const bool promised = !profile.chain && !profile.compares && chance.hits(150);
    if (!promised) return;
    for (CampaignPlan& plan : profile.campaigns) {
        Campaign& campaign = plan.campaign;
        if (campaign.redundancy.maximum > taskflow::hard_answers_min)
            campaign.bonus.hard_micro = chance.between(1, 3) * micro_per_unit;
        campaign.bonus.streak_micro = chance.between(1, 3) * micro_per_unit;
        campaign.bonus.streak_answers = row;
    }
}

}  // namespace

Profile draw_profile(std::uint64_t seed) {
    Chance chance(seed);
    Profile profile;
    profile.seed = seed;
    profile.forgetful = chance.hits(250);
    profile.daemons = static_cast<int>(chance.between(1, 3));
    profile.people = static_cast<int>(chance.between(3, 6));
    profile.rough_minutes = static_cast<int>(chance.between(10, 25));
    profile.permille = draw_rates(chance, profile.forgetful);
    profile.market = draw_market(chance);
    const int campaigns = chance.hits(300) ? 2 : 1;
    for (int number = 0; number < campaigns; ++number)
        profile.campaigns.push_back(draw_campaign(chance, profile.market));
    if (campaigns == 2)
        profile.campaigns.back().start_minute = static_cast<int>(chance.between(0, 8));
    profile.provider = draw_provider(chance, profile.forgetful);
    draw_reviews(profile);
    draw_chain(profile);
    draw_comparison(profile);
    draw_bonuses(profile);
    return profile;
}

}  // namespace kazi::sim
