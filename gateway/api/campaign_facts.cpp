// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/campaign_facts.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "gateway/api/result_answers.hpp"
#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/commit_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/ensure.hpp"
#include "gateway/records/campaign_json.hpp"
#include "gateway/store/batch_rules.hpp"

namespace kazi::gateway::api {

namespace {

namespace json = boost::json;

Problem no_such_campaign() {
    return {ProblemKind::not_found, "You have no campaign with this id."};
}

Progress progress_from(Values values) {
    Progress progress;
    progress.closed = stored_number(values[1]);
    progress.answers = stored_number(values[2]);
    progress.leases = stored_number(values[3]);
    progress.messages = stored_number(values[4]);
    progress.segments = stored_number(values[5]);
    progress.escrow_in_micro = stored_number(values[6]);
    progress.escrow_returned_micro = stored_number(values[7]);
    progress.replies_micro = stored_number(values[8]);
    progress.escrow_micro = stored_number(values[9]);
    progress.lessons = stored_number(values[10]);
    progress.lesson_pay_micro = stored_number(values[11]);
    progress.lesson_places = stored_number(values[12]);
    for (std::size_t step = 0; step < progress.effort.size(); ++step)
        progress.effort[step] = stored_number(values[13 + step]);
    progress.level_pay_micro = stored_number(values[13 + progress.effort.size()]);
    progress.level_fees_micro = stored_number(values[14 + progress.effort.size()]);
    progress.top_ups_micro = stored_number(values[15 + progress.effort.size()]);
    progress.bonuses_micro = stored_number(values[16 + progress.effort.size()]) -
                             stored_number(values[17 + progress.effort.size()]);
    progress.refused_pay_micro = stored_number(values[18 + progress.effort.size()]);
    progress.refused_fees_micro = stored_number(values[19 + progress.effort.size()]);
    progress.settling_answers = stored_number(values[20 + progress.effort.size()]);
    return progress;
}

std::int64_t spent_micro(const Progress& progress) {
    return progress.escrow_in_micro - progress.escrow_returned_micro - progress.escrow_micro;
}

std::int64_t paid_micro(const CampaignFacts& facts) {
    const Progress& progress = facts.progress;
    return progress.answers * facts.campaign.pay.micro + progress.level_pay_micro -
           progress.refused_pay_micro;
}

std::int64_t fees_micro(const CampaignFacts& facts) {
    const Progress& progress = facts.progress;
    return progress.answers * facts.campaign.fee.micro + progress.level_fees_micro -
           progress.refused_fees_micro;
}

bool is_under_way(taskflow::CampaignState state) {
    return state == taskflow::CampaignState::running || state == taskflow::CampaignState::paused;
}

/// What it will have cost at its end, if the items left take as many answers each as those that are
/// closed, at what an answer cost so far; at most what was put in. Nothing: too early to say.
std::optional<std::int64_t> forecast_micro(const CampaignFacts& facts) {
    const Progress& progress = facts.progress;
    const bool known = progress.closed > 0 && progress.settling_answers > 0 && progress.answers > 0;
    if (!known || !is_under_way(facts.campaign.state)) return std::nullopt;
    const std::int64_t spent = spent_micro(progress);
    const std::int64_t answers =
        progress.settling_answers * facts.campaign.item_count / progress.closed;
    const std::int64_t most = progress.escrow_in_micro;
    if (spent / progress.answers >= most / std::max<std::int64_t>(answers, 1)) return most;
    const std::int64_t cost =
        spent / progress.answers * answers + spent % progress.answers * answers / progress.answers;
    return std::clamp(cost, std::min(spent, most), most);
}

json::object progress_view(const CampaignFacts& facts) {
    const Progress& progress = facts.progress;
    const std::int64_t spent = spent_micro(progress);
    const std::int64_t paid = paid_micro(facts);
    const std::int64_t fees = fees_micro(facts);
    const std::int64_t messages = messages_micro(facts) - progress.replies_micro;
    json::object view{{"items", facts.campaign.item_count},
                      {"closed", progress.closed},
                      {"answers", progress.answers},
                      {"leases", progress.leases},
                      {"escrow", billing::format_amount(progress.escrow_micro)},
                      {"spent", billing::format_amount(spent)},
                      {"paid", billing::format_amount(paid)},
                      {"bonuses", billing::format_amount(progress.bonuses_micro)},
                      {"fees", billing::format_amount(fees)},
                      {"replies", billing::format_amount(progress.replies_micro)},
                      {"lessons", progress.lessons},
                      {"lesson_pay", billing::format_amount(progress.lesson_pay_micro)},
                      {"lesson_places", progress.lesson_places},
                      {"top_ups", billing::format_amount(progress.top_ups_micro)},
                      {"messages", billing::format_amount(messages)},
                      {"messages_sent", progress.messages},
                      {"segments_sent", progress.segments}};
    if (const auto forecast = forecast_micro(facts))
        view["forecast"] = billing::format_amount(*forecast);
    return view;
}

/// Before its start nothing is in the escrow, after its end nothing has to be.
bool is_low(const CampaignFacts& facts) {
    const taskflow::CampaignState state = facts.campaign.state;
    return state != taskflow::CampaignState::draft && state != taskflow::CampaignState::finished &&
           facts.progress.escrow_micro < facts.campaign.budget.low_micro;
}

}  // namespace

std::vector<store::Place> campaign_places(const Market& market, std::uint32_t number) {
    const std::string tally = keys::tally(number);
    taskflow::Campaign named;
    named.number = number;
    named.pay.currency = market.currency;
    std::vector<store::Place> places{keys::campaign(number)};
    for (const char* field : {"closed", "answers", "leases", "messages", "segments", "escrow_in",
                              "escrow_returned", "reply_costs"})
        places.push_back({tally, field});
    places.push_back({keys::balances, engine::escrow_field(named)});
    for (const char* field : {keys::lessons_taken, keys::lesson_pay, keys::lesson_places})
        places.push_back({tally, field});
    for (const std::string_view field : keys::effort_fields)
        places.push_back({tally, std::string(field)});
    for (const char* field :
         {"level_pay", "level_fees", "top_ups", "bonuses", keys::refused_bonuses, keys::refused_pay,
          keys::refused_fees, keys::settling_answers})
        places.push_back({tally, field});
    ensure(places.size() == campaign_place_count, "every place of a campaign is asked for");
    return places;
}

std::int64_t stored_number(const std::optional<std::string>& value) {
    if (!value) return 0;
    return store::stored_integer(*value).value_or(0);
}

boost::system::result<CampaignFacts, Problem> facts_from(Values values, const Client& client) {
    ensure(values.size() >= campaign_place_count, "a campaign's places were loaded");
    if (!values[0]) return no_such_campaign();
    auto stored = records::campaign_from(*values[0]);
    if (!stored) return Problem{ProblemKind::internal, "The campaign's record is damaged."};
    if (stored->campaign.client != client.name) return no_such_campaign();
    return CampaignFacts{std::move(stored->campaign), stored->version, progress_from(values)};
}

std::int64_t messages_micro(const CampaignFacts& facts) {
    const Progress& progress = facts.progress;
    // What left the escrow and was no answer's, lesson's or top-up's went for messages.
    return std::max(spent_micro(progress) - paid_micro(facts) - fees_micro(facts) -
                        progress.bonuses_micro - progress.lesson_pay_micro - progress.top_ups_micro,
                    progress.replies_micro);
}

json::object campaign_view(const CampaignFacts& facts) {
    const taskflow::Campaign& campaign = facts.campaign;
    json::object view{{"id", campaign_id(campaign.market, campaign.number)},
                      {"state", records::to_string(campaign.state)}};
    for (const auto& [name, value] : records::campaign_spec(campaign))
        view.insert_or_assign(name, value);
    view["question_version"] = question_version(campaign);
    if (const auto measured = taskflow::median_effort_seconds(facts.progress.effort))
        view["wages"].as_object()["measured_seconds"] = *measured;
    if (campaign.wages.reserve_micro > 0)
        view["wages"].as_object()["reserve"] = billing::format_amount(campaign.wages.reserve_micro);
    if (campaign.budget.low_micro > 0) view["budget"].as_object()["low"] = is_low(facts);
    view["currency"] = campaign.pay.currency.code();
    view["reply_cost"] = billing::format_amount(campaign.wages.reply_cost_micro);
    view["fee"] = billing::format_amount(campaign.fee.micro);
    view["items"] = campaign.item_count;
    view["progress"] = progress_view(facts);
    return view;
}

}  // namespace kazi::gateway::api
