// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/campaign_json.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/json.hpp>

#include "gateway/records/campaign_bonus_json.hpp"
#include "gateway/records/campaign_budget_json.hpp"
#include "gateway/records/campaign_chain_json.hpp"
#include "gateway/records/campaign_gold_json.hpp"
#include "gateway/records/campaign_lessons_json.hpp"
#include "gateway/records/campaign_protection_json.hpp"
#include "gateway/records/campaign_quality_json.hpp"
#include "gateway/records/campaign_review_json.hpp"
#include "gateway/records/campaign_standing_json.hpp"
#include "gateway/records/campaign_tasks_json.hpp"
#include "gateway/records/json_fields.hpp"
#include "gateway/records/learned_json.hpp"
#include "gateway/records/question_json.hpp"
#include "gateway/records/survey_json.hpp"
#include "gateway/records/version.hpp"

namespace kazi::gateway::records {

namespace {

using namespace taskflow;
namespace json = boost::json;

template <class T>
using Read = boost::system::result<T, FieldProblem>;

constexpr std::array<std::pair<CampaignState, std::string_view>, 5> states{{
    {CampaignState::draft, "draft"},
    {CampaignState::running, "running"},
    {CampaignState::paused, "paused"},
    {CampaignState::stopping, "stopping"},
    {CampaignState::finished, "finished"},
}};

void read_redundancy(Fields& fields, Redundancy& plan) {
    if (const auto answers = fields.optional_integer("answers", 1, 100)) {
        plan.minimum = plan.maximum = static_cast<std::uint8_t>(*answers);
    } else {
        plan.minimum = static_cast<std::uint8_t>(fields.integer("minimum", 1, 100, 3));
        plan.maximum = static_cast<std::uint8_t>(fields.integer("maximum", 1, 100, 10));
        plan.confidence_ppm = fields.share_ppm("confidence", 950'000);
        if (plan.maximum < plan.minimum) fields.problem("maximum", "is below minimum");
    }
    fields.no_others();
}

/// One question about many items, or one survey.
void read_work(Fields& fields, Campaign& campaign, billing::Currency currency) {
    const bool asks_survey = fields.value("survey") != nullptr;
    if (asks_survey) read_survey(fields, campaign);
    if (asks_survey && fields.value("question") != nullptr)
        fields.problem("question", "is not asked beside a survey");
    if (asks_survey) return;
    fields.object("question", true,
                  [&](Fields& f) { read_question(f, campaign.question, currency); });
}

/// Nobody gives another's interview.
void take_one_answer(Fields& fields, Redundancy& plan) {
    const bool says_more = plan.minimum != 1 || plan.maximum != 1;
    if (says_more && fields.value("redundancy") != nullptr)
        fields.problem("redundancy", "is one answer an item in a survey");
    plan = {.minimum = 1, .maximum = 1, .confidence_ppm = 1'000'000};
}

void read_wages(Fields& fields, CampaignWages& wages) {
    wages.effort_seconds = static_cast<std::uint32_t>(fields.integer("effort_seconds", 0, 3600, 0));
    fields.no_others();
}

void read_spec(Fields& fields, Campaign& campaign, billing::Currency currency) {
    campaign.title = fields.text("title", 1, 200);
    campaign.market = fields.text("market", 1, 40);
    read_work(fields, campaign, currency);
    campaign.pay = {fields.amount("pay"), currency};
    fields.object("redundancy", false, [&](Fields& f) { read_redundancy(f, campaign.redundancy); });
    if (campaign.is_once_each()) take_one_answer(fields, campaign.redundancy);
    campaign.languages = fields.texts("languages");
    if (campaign.languages.empty()) {
        for (const auto& [language, text] : campaign.question.texts)
            campaign.languages.push_back(language);
    }
    for (const Language& language : campaign.languages) {
        if (!campaign.question.texts.contains(language))
            fields.problem("languages", "no question text in '" + language + "'");
    }
    read_lessons(fields, campaign);
    read_targeting(fields, campaign.targeting);
    campaign.push = fields.boolean("push", true);
    fields.object("wages", false, [&](Fields& f) { read_wages(f, campaign.wages); });
    campaign.lease_minutes =
        static_cast<std::uint32_t>(fields.integer("lease_minutes", 1, 1440, 120));
    read_campaign_protection(fields, campaign);
    read_campaign_tasks(fields, campaign.tasks);
    read_review(fields, campaign.review);
    read_chain(fields, campaign.market, campaign.chain);
    read_standing(fields, campaign);
    read_urgency(fields, campaign.urgency);
    read_quality(fields, campaign);
    read_budget(fields, campaign.budget);
    read_bonus(fields, campaign);
}

std::optional<CampaignState> state_from(std::string_view name) {
    for (const auto& [value, text] : states) {
        if (text == name) return value;
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_string(CampaignState state) {
    for (const auto& [value, name] : states) {
        if (value == state) return name;
    }
    return "unknown";
}

boost::system::result<Campaign, FieldProblem> campaign_spec_from(const json::value& value,
                                                                 billing::Currency currency) {
    std::vector<FieldProblem> problems;
    Campaign campaign;
    Fields fields(value, "", problems);
    read_spec(fields, campaign, currency);
    fields.no_others();
    if (!problems.empty()) return problems.front();
    return campaign;
}

json::object campaign_spec(const Campaign& campaign) {
    json::object out{{"title", campaign.title}, {"market", campaign.market}};
    if (campaign.is_once_each()) {
        out["survey"] = survey_json(campaign);
    } else {
        out["question"] = question_json(campaign.question);
    }
    out["pay"] = billing::format_amount(campaign.pay.micro);
    out["redundancy"] = {
        {"minimum", campaign.redundancy.minimum},
        {"maximum", campaign.redundancy.maximum},
        {"confidence", static_cast<double>(campaign.redundancy.confidence_ppm) / 1e6}};
    out["languages"] = json::value_from(campaign.languages);
    out["push"] = campaign.push;
    out["lease_minutes"] = campaign.lease_minutes;
    add_campaign_protection(out, campaign);
    add_campaign_tasks(out, campaign.tasks);
    write_lessons(out, campaign);
    write_targeting(out, campaign.targeting);
    write_review(out, campaign.review);
    write_chain(out, campaign.market, campaign.chain);
    write_standing(out, campaign);
    write_urgency(out, campaign.urgency);
    write_quality(out, campaign);
    write_budget(out, campaign.budget);
    write_bonus(out, campaign.bonus);
    out["wages"] = {{"effort_seconds", campaign.wages.effort_seconds}};
    return out;
}

std::string pack_campaign(const Campaign& campaign, std::uint32_t version) {
    json::object out = campaign_spec(campaign);
    out["number"] = campaign.number;
    out["client"] = campaign.client;
    out["state"] = to_string(campaign.state);
    out["currency"] = campaign.pay.currency.code();
    out["pay_micro"] = campaign.pay.micro;
    out["fee_micro"] = campaign.fee.micro;
    out["reply_cost_micro"] = campaign.wages.reply_cost_micro;
    out["floor_hour_micro"] = campaign.wages.floor_hour_micro;
    out["reserve_micro"] = campaign.wages.reserve_micro;
    out["item_count"] = campaign.item_count;
    if (campaign.learned) out["learned"] = learned_json(*campaign.learned);
    write_judges(out, campaign.review);
    write_earlier_steps(out, campaign.chain);
    write_level_fees(out, campaign.standing);
    write_gold_items(out, campaign.gold);
    return version_bytes(version) + json::serialize(out);
}

std::optional<StoredCampaign> campaign_from(std::string_view bytes) {
    const auto version = version_of(bytes);
    if (!version) return std::nullopt;
    boost::system::error_code error;
    const json::value value = json::parse(bytes.substr(version_size), error);
    if (error || !value.is_object()) return std::nullopt;
    std::vector<FieldProblem> problems;
    Fields fields(value, "", problems);
    const auto currency = billing::Currency::parse(fields.text("currency", 3, 3));
    if (!currency) return std::nullopt;
    StoredCampaign stored{.campaign = {}, .version = *version};
    Campaign& campaign = stored.campaign;
    read_spec(fields, campaign, *currency);
    campaign.number = static_cast<std::uint32_t>(fields.integer("number", 1, UINT32_MAX, 0));
    campaign.client = fields.text("client", 1, 64);
    const auto state = state_from(fields.text("state", 1, 20));
    campaign.pay = {fields.integer("pay_micro", 0, billing::amount_micro_max, 0), *currency};
    campaign.fee = {fields.integer("fee_micro", 0, billing::amount_micro_max, 0), *currency};
    campaign.wages.reply_cost_micro =
        fields.integer("reply_cost_micro", 0, billing::amount_micro_max, 0);
    campaign.wages.floor_hour_micro =
        fields.integer("floor_hour_micro", 0, billing::amount_micro_max, 0);
    campaign.wages.reserve_micro = fields.integer("reserve_micro", 0, billing::amount_micro_max, 0);
    campaign.item_count =
        static_cast<std::uint32_t>(fields.integer("item_count", 0, UINT32_MAX, 0));
    if (const json::value* learned = value.get_object().if_contains("learned")) {
        campaign.learned = learned_from_json(*learned);
        if (!campaign.learned) return std::nullopt;
    }
    read_judges(fields, campaign.review);
    read_earlier_steps(fields, campaign.chain);
    read_level_fees(fields, campaign.standing);
    read_gold_items(fields, campaign.gold);
    if (!problems.empty() || !state) return std::nullopt;
    campaign.state = *state;
    return stored;
}

}  // namespace kazi::gateway::records
