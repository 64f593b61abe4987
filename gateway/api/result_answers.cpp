// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/result_answers.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "gateway/api/fingerprint.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/records/worker_name.hpp"
#include "taskflow/question/asked.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;

constexpr std::size_t version_digits = 16;
constexpr double per_mille = 1000;

std::string value_of(const records::ResultAnswer& answer, const taskflow::Campaign& campaign) {
    if (!taskflow::question::is_listed(campaign.question)) return answer.text;
    return taskflow::question::result_text(campaign.question, {}, answer.label);
}

json::array answers_of(const records::ItemResult& result, const taskflow::Campaign& campaign) {
    json::array rows;
    for (const records::ResultAnswer& answer : result.given)
        rows.push_back(json::object{{"worker", records::worker_name_text(answer.worker)},
                                    {"value", value_of(answer, campaign)},
                                    {"weight", answer.weight_permille / per_mille}});
    return rows;
}

/// Of what is known of the campaign as a whole, as much as these are of all answers.
std::int64_t share_of(std::int64_t micro, std::int64_t answers, std::int64_t all) {
    if (all <= 0) return 0;
    return micro / all * answers + micro % all * answers / all;
}

json::object cost_of(const records::ItemResult& result, const CampaignFacts& facts) {
    const Progress& progress = facts.progress;
    const auto amount = [&](std::int64_t an_answer, std::int64_t shared) {
        const std::int64_t micro = share_of(shared, result.answers, progress.answers);
        return billing::format_amount(result.answers * an_answer + micro);
    };
    return {{"pay",
             amount(facts.campaign.pay.micro, progress.level_pay_micro + progress.bonuses_micro)},
            {"fee", amount(facts.campaign.fee.micro, progress.level_fees_micro)},
            {"messages", amount(0, messages_micro(facts))}};
}

}  // namespace

std::string question_version(const taskflow::Campaign& campaign) {
    const json::object spec = records::campaign_spec(campaign);
    const json::value* asked = spec.if_contains(campaign.is_once_each() ? "survey" : "question");
    return sha256_hex(asked == nullptr ? std::string{} : json::serialize(*asked))
        .substr(0, version_digits);
}

std::string what_settled(const records::ItemResult& result, const CampaignFacts& facts) {
    return fmt::format(R"(,"given":{},"cost":{},"question_version":"{}")",
                       json::serialize(answers_of(result, facts.campaign)),
                       json::serialize(cost_of(result, facts)), question_version(facts.campaign));
}

}  // namespace kazi::gateway::api
