// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/taskflow/dialogue/sample_campaigns.hpp"

#include "config/catalogue.hpp"

namespace kazi::taskflow {

namespace {

billing::Currency kes() {
    return *billing::Currency::parse("KES");
}

dialogue::Phrasebook load_phrases() {
    const auto loaded = config::embedded_catalogues();
    std::map<Language, dialogue::Phrases> languages;
    for (const auto& [language, catalogue] : std::get<config::Catalogues>(loaded)) {
        languages[language] = {{catalogue.texts.begin(), catalogue.texts.end()}, catalogue.lists};
    }
    return dialogue::Phrasebook(std::move(languages), "sw");
}

std::map<Language, QuestionText> texts_for(QuestionType type) {
    switch (type) {
        case QuestionType::choice:
            return {{"en", {"What is {name}?", {"Shop", "School", "Neither"}}},
                    {"sw", {"{name} ni nini?", {"Duka", "Shule", "Si hizo"}}}};
        case QuestionType::yes_no:
            return {{"en", {"Is {name} open today?", {}}},
                    {"sw", {"Je, {name} iko wazi leo?", {}}}};
        case QuestionType::number:
            return {{"en", {"What does maize cost at {name}?", {}}},
                    {"sw", {"Mahindi ni bei gani {name}?", {}}}};
        case QuestionType::short_text:
            break;
    }
    return {{"en", {"What does the sign at {name} say?", {}}},
            {"sw", {"Kibao cha {name} kinasema nini?", {}}}};
}

}  // namespace

const dialogue::Phrasebook& shipped_phrases() {
    static const dialogue::Phrasebook phrases = load_phrases();
    return phrases;
}

Market sample_market() {
    Market market;
    market.name = "ke";
    market.currency = kes();
    market.languages = {"sw", "en"};
    market.sms_price = {800'000, kes()};
    market.service_code = "*384*77#";
    market.short_code = "40404";
    return market;
}

Campaign sample_campaign(QuestionType type, std::uint32_t number) {
    Campaign campaign;
    campaign.number = number;
    campaign.client = "acme";
    campaign.market = "ke";
    campaign.state = CampaignState::running;
    campaign.question.type = type;
    campaign.question.texts = texts_for(type);
    if (type == QuestionType::choice) campaign.question.labels = {"shop", "school", "neither"};
    if (type == QuestionType::number) {
        campaign.question.minimum = 1;
        campaign.question.maximum = 500;
    }
    campaign.pay = {2'000'000, kes()};
    campaign.fee = {200'000, kes()};
    campaign.languages = {"en", "sw"};
    return campaign;
}

std::vector<Item> sample_items(std::size_t count) {
    std::vector<Item> items;
    for (std::size_t at = 0; at < count; ++at) {
        const std::string name = "Place " + std::to_string(at + 1);
        items.push_back({"item-" + std::to_string(at), {{"name", name}}});
    }
    return items;
}

}  // namespace kazi::taskflow
