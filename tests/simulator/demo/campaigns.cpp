// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/demo/campaigns.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <string_view>

namespace kazi::simulator::demo {
namespace {

namespace json = boost::json;

constexpr std::size_t survey_questions = 24;
/// No tweet is called so: of a day that is not recorded everybody can tell.
constexpr std::size_t first_day = 9001;

struct VillageItem {
    std::string_view id;
    std::string_view english;
    std::string_view swahili;
};

constexpr std::array village_items{
    VillageItem{"maize", "the price of maize at your market", "bei ya mahindi sokoni kwenu"},
    VillageItem{"tomatoes", "the price of tomatoes", "bei ya nyanya"},
    VillageItem{"water", "the water at your nearest tap or well",
                "maji ya bomba au kisima kilicho karibu"},
    VillageItem{"rain", "this week's rain", "mvua ya wiki hii"},
    VillageItem{"road", "the road to town", "barabara ya kwenda mjini"},
    VillageItem{"power", "the electricity this week", "umeme wiki hii"},
    VillageItem{"clinic", "the queue at the clinic", "foleni ya zahanati"},
    VillageItem{"network", "the phone network at home", "mtandao wa simu nyumbani"},
};

json::array texts(std::initializer_list<std::string_view> all) {
    json::array array;
    for (const auto text : all)
        array.push_back(json::string(text));
    return array;
}

json::object words(std::string_view text, json::array options) {
    return {{"text", text}, {"options", std::move(options)}};
}

json::object choice(json::object english, json::object swahili, json::array labels) {
    json::object languages{{"en", std::move(english)}, {"sw", std::move(swahili)}};
    return {{"type", "choice"}, {"texts", std::move(languages)}, {"labels", std::move(labels)}};
}

json::object campaign(std::string_view title, const std::string& pay, json::object question,
                      json::object redundancy) {
    return {{"title", title},
            {"market", "ke"},
            {"question", std::move(question)},
            {"pay", pay},
            {"redundancy", std::move(redundancy)},
            {"languages", texts({"en", "sw"})}};
}

}  // namespace

CampaignPlan weather_campaign(const Truth& truth, const std::string& pay) {
    auto english =
        words("Tweet {tweet}: how does it speak of the weather?",
              texts({"Badly", "Neither way", "Well", "Not about weather", "Can't tell"}));
    auto swahili = words("Ujumbe {tweet}: unasemaje kuhusu hali ya hewa?",
                         texts({"Vibaya", "Kawaida", "Vizuri", "Si kuhusu hewa", "Haieleweki"}));
    CampaignPlan plan;
    plan.campaign =
        campaign("What tweets say of the weather", pay,
                 choice(std::move(english), std::move(swahili), texts({"0", "1", "2", "3", "4"})),
                 {{"minimum", 3}, {"maximum", 12}, {"confidence", 0.95}});
    plan.campaign["push"] = true;
    plan.campaign["lease_minutes"] = 1;
    for (const auto& [item, label] : truth) {
        plan.items += json::serialize(json::object{{"id", item}, {"tweet", item}}) + "\n";
    }
    plan.item_count = truth.size();
    return plan;
}

CampaignPlan survey_campaign(std::size_t interviews, int pack_at_most) {
    json::array questions;
    for (std::size_t nth = 0; nth < survey_questions; ++nth) {
        const std::string day = "t" + std::to_string(first_day + nth);
        json::object text{{"en", "Weather on day " + day + "?"},
                          {"sw", "Hewa ya siku " + day + "?"}};
        questions.push_back(json::object{
            {"name", day}, {"type", "rating"}, {"min", 1}, {"max", 5}, {"text", std::move(text)}});
    }
    CampaignPlan plan;
    plan.campaign = {{"title", "A diary of the weather"},
                     {"market", "ke"},
                     {"pay", "20.00"},
                     {"redundancy", {{"answers", 1}}},
                     {"lease_minutes", 1},
                     {"tasks", {{"pack_at_most", pack_at_most}}}};
    plan.campaign["survey"] = {{"title", "A diary of the weather"},
                               {"languages", texts({"en", "sw"})},
                               {"questions", std::move(questions)}};
    for (std::size_t nth = 0; nth < interviews; ++nth)
        plan.items += json::serialize(json::object{{"id", std::to_string(nth)}}) + "\n";
    plan.item_count = interviews;
    return plan;
}

CampaignPlan village_campaign() {
    auto english = words("How is {what_en}?", texts({"Good", "So-so", "Bad"}));
    auto swahili = words("Vipi {what_sw}?", texts({"Nzuri", "Wastani", "Mbaya"}));
    CampaignPlan plan;
    plan.campaign =
        campaign("How is life at your place?", "3.00",
                 choice(std::move(english), std::move(swahili), texts({"good", "so-so", "bad"})),
                 {{"answers", 5}});
    plan.campaign["push"] = false;
    plan.campaign["lease_minutes"] = 60;
    for (const auto& item : village_items) {
        const json::object line{
            {"id", item.id}, {"what_en", item.english}, {"what_sw", item.swahili}};
        plan.items += json::serialize(line) + "\n";
    }
    plan.item_count = village_items.size();
    return plan;
}

}  // namespace kazi::simulator::demo
