// SPDX-License-Identifier: Apache-2.0
#include "taskflow/map/scenery.hpp"

namespace kazi::taskflow::map {

namespace {

constexpr int shortly_before_midnight = 23;

billing::Currency kes() {
    return *billing::Currency::parse("KES");
}

void have_items(Scenery& scenery, std::uint32_t count) {
    scenery.campaign.item_count = count;
    scenery.items.resize(count);
}

Scenery first_contact(const Language& language) {
    Scenery scenery;
    scenery.market.name = "ke";
    scenery.market.currency = kes();
    scenery.market.languages = {language, language == "en" ? "sw" : "en"};
    scenery.market.sms_price = {800'000, kes()};
    scenery.market.service_code = "*384*77#";
    scenery.market.short_code = "40404";
    Campaign& campaign = scenery.campaign;
    campaign.number = 1;
    campaign.market = "ke";
    campaign.state = CampaignState::running;
    campaign.question.texts = {{language, {"A?", {"Apple", "Bread", "Cloth"}}}};
    campaign.question.labels = {"a", "b", "c"};
    campaign.pay = {2'000'000, kes()};
    campaign.fee = {200'000, kes()};
    campaign.languages = {language};
    have_items(scenery, 2);
    return scenery;
}

Scenery joined(const Language& language) {
    Scenery scenery = first_contact(language);
    have_items(scenery, 1);
    scenery.market.languages = {language};
    scenery.has_joined = true;
    return scenery;
}

void demand_pin(Scenery& scenery) {
    scenery.market.wallet.pin = true;
    scenery.market.wallet.pin_key = "map";
}

Scenery money(const Language& language) {
    Scenery scenery = joined(language);
    scenery.campaign.pay = {20'000'000, kes()};
    scenery.market.auto_payout = false;
    scenery.market.wallet.money = MoneyOffer{{}, 1'000'000};
    demand_pin(scenery);
    return scenery;
}

Scenery about_her(const Language& language) {
    Scenery scenery = joined(language);
    scenery.market.profile.every_answers = 1;
    scenery.market.profile.questions = {
        {"crop", {"maize", "beans"}, {{language, {"Crop?", {"Maize", "Beans"}}}}, 500'000}};
    return scenery;
}

Scenery in_private(const Language& language) {
    Scenery scenery = joined(language);
    scenery.campaign.protection.sensitive = true;
    demand_pin(scenery);
    return scenery;
}

Scenery paid_by_time(const Language& language) {
    Scenery scenery = joined(language);
    have_items(scenery, 2);
    scenery.market.ussd_paid_seconds = 2;
    return scenery;
}

Scenery at_night(const Language& language) {
    Scenery scenery = joined(language);
    scenery.hour = shortly_before_midnight;
    scenery.market.care.night = {22, 6};
    return scenery;
}

Scenery long_after(const Language& language) {
    Scenery scenery = joined(language);
    scenery.market.care.birth_year_again_days = 1;
    scenery.away = 3 * day_us;
    return scenery;
}

Scenery with_wage_floor(const Language& language) {
    Scenery scenery = joined(language);
    scenery.market.effort_question_days = 1;
    scenery.campaign.wages.floor_hour_micro = 1'000'000;
    return scenery;
}

}  // namespace

std::vector<Scenery> sceneries_for(const Language& language) {
    return {first_contact(language), money(language),          about_her(language),
            in_private(language),    paid_by_time(language),   at_night(language),
            long_after(language),    with_wage_floor(language)};
}

}  // namespace kazi::taskflow::map
