// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/taskflow/dialogue/sample_campaigns.hpp"

#include <fstream>
#include <sstream>

#include "config/catalogue.hpp"
#include "taskflow/survey/survey.hpp"

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

using Texts = std::map<Language, QuestionText>;

const Texts& other_texts() {
    static const Texts texts{{"en", {"What does the sign at {name} say?", {}}},
                             {"sw", {"Kibao cha {name} kinasema nini?", {}}}};
    return texts;
}

Texts crops(std::string english, std::string swahili) {
    return {{"en", {std::move(english), {"Maize", "Rice", "Beans"}}},
            {"sw", {std::move(swahili), {"Mahindi", "Mchele", "Maharage"}}}};
}

Texts texts_for(QuestionType type) {
    const std::map<QuestionType, Texts> texts{
        {QuestionType::choice,
         {{"en", {"What is {name}?", {"Shop", "School", "Neither"}}},
          {"sw", {"{name} ni nini?", {"Duka", "Shule", "Si hizo"}}}}},
        {QuestionType::yes_no,
         {{"en", {"Is {name} open today?", {}}}, {"sw", {"Je, {name} iko wazi leo?", {}}}}},
        {QuestionType::number,
         {{"en", {"What does maize cost at {name}?", {}}},
          {"sw", {"Mahindi ni bei gani {name}?", {}}}}},
        {QuestionType::price,
         {{"en", {"A kilo of maize at {name}?", {}}}, {"sw", {"Kilo ya mahindi {name}?", {}}}}},
        {QuestionType::multiple_choice, crops("What grows at {name}?", "Kinachokua {name}?")},
        {QuestionType::ranking, crops("What sells best at {name}?", "Kinachouzwa zaidi {name}?")},
        {QuestionType::place, {{"en", {"How is {name}?", {}}}, {"sw", {"{name} pakoje?", {}}}}},
        {QuestionType::rating,
         {{"en", {"How good is {name}?", {}}}, {"sw", {"{name} ni nzuri kiasi gani?", {}}}}},
        {QuestionType::date,
         {{"en", {"When did {name} open?", {}}}, {"sw", {"{name} ilifunguliwa lini?", {}}}}}};
    const auto known = texts.find(type);
    return known == texts.end() ? other_texts() : known->second;
}

/// As `kazi` reads it from a client: a list has labels, a number a range, a price a currency.
void add_limits(Question& asked) {
    const std::size_t options = asked.texts.at("en").options.size();
    if (options > 0) asked.labels = {"maize", "rice", "beans"};
    if (asked.type == QuestionType::choice) asked.labels = {"shop", "school", "neither"};
    if (asked.type == QuestionType::price) asked.limits.currency = "KES";
    if (asked.type != QuestionType::number) return;
    asked.limits.minimum = "1";
    asked.limits.maximum = "500";
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
    add_limits(campaign.question);
    campaign.pay = {2'000'000, kes()};
    campaign.fee = {200'000, kes()};
    campaign.languages = {"en", "sw"};
    campaign.tasks.pack_at_most = 1;
    return campaign;
}

Campaign packed_campaign(QuestionType type) {
    Campaign campaign = sample_campaign(type);
    campaign.tasks.pack_at_most = pack_items_max;
    return campaign;
}

Campaign sample_survey_campaign() {
    std::ifstream in(KAZI_SOURCE_DIR "/tests/golden/survey/farm.json");
    std::ostringstream text;
    text << in.rdbuf();
    Campaign campaign = sample_campaign(QuestionType::short_text);
    campaign.survey_task.definition = text.str();
    auto survey = survey::read_survey_json(campaign.survey_task.definition);
    campaign.survey_task.survey = std::make_shared<const survey::Survey>(std::move(*survey));
    campaign.redundancy = {.minimum = 1, .maximum = 1, .confidence_ppm = 1'000'000};
    return campaign;
}

Lessons sample_lessons() {
    Lessons lessons;
    lessons.pay = {1'000'000, kes()};
    lessons.all.push_back({.item = {{}, {{"name", "Duka la Mama"}}},
                           .right_option = 0,
                           .right_text = {},
                           .right = "shop",
                           .why = {{"en", "'Duka' is a shop."}, {"sw", "Jina linasema duka."}}});
    lessons.all.push_back(
        {.item = {{}, {{"name", "Uhuru Primary"}}},
         .right_option = 1,
         .right_text = {},
         .right = "school",
         .why = {{"en", "'Primary' is a school."}, {"sw", "'Primary' ni shule."}}});
    return lessons;
}

ProfileRules sample_profile() {
    ProfileRules rules;
    rules.every_answers = 2;
    rules.questions.push_back({"crop",
                               {"maize", "beans", "none"},
                               {{"en", {"What do you grow?", {"Maize", "Beans", "Nothing"}}},
                                {"sw", {"Unalima nini?", {"Mahindi", "Maharage", "Silimi"}}}},
                               500'000});
    rules.questions.push_back({"transport",
                               {"none", "bike"},
                               {{"en", {"How do you travel?", {"On foot", "Bicycle"}}},
                                {"sw", {"Unasafiri vipi?", {"Kwa miguu", "Baiskeli"}}}},
                               500'000});
    return rules;
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
