// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/item_result.hpp"

#include <utility>
#include <vector>

#include "gateway/engine/review_commit.hpp"
#include "taskflow/question/asked.hpp"

namespace kazi::gateway::engine {

using namespace taskflow;

namespace {

std::vector<records::ResultAnswer> given_by(const Campaign& campaign, const ItemState& state) {
    std::vector<records::ResultAnswer> given;
    if (campaign.is_once_each()) return given;  // an interview is its one answer
    const bool listed = question::is_listed(campaign.question);
    for (const GivenAnswer& answer : state.answers) {
        records::ResultAnswer row{.worker = worker_as_seen_by(answer.worker, campaign.client),
                                  .weight_permille = answer.reliability_permille};
        if (listed) {
            row.label = answer.label;
        } else {
            row.text = question::result_text(campaign.question, state.labels, answer.label);
        }
        given.push_back(std::move(row));
    }
    return given;
}

}  // namespace

records::ItemResult item_result(const ItemOfCampaign& item, const ItemState& state,
                                records::ItemOutcome outcome, Instant at) {
    records::ItemResult result;
    result.id = item.id;
    result.index = item.index;
    result.value = state.answer_count == 0 ? std::string{}
                                           : question::result_text(item.campaign.question,
                                                                   state.labels, state.best_label);
    result.confidence_ppm = state.confidence_ppm;
    result.answers = state.answer_count;
    result.outcome = outcome;
    result.closed_at = at;
    if (item.gold) result.gold = question::result_text(item.campaign.question, {}, *item.gold);
    result.given = given_by(item.campaign, state);
    result.version = static_cast<std::uint8_t>(state.revisions + 1);
    return result;
}

std::string packed_state(const ItemState& state, const Campaign* campaign) {
    const bool keeps_answers = !state.closed || (campaign != nullptr && campaign->review.wanted());
    if (keeps_answers) return records::pack_item_state(state, state.version + 1);
    ItemState settled = state;
    settled.answers.clear();
    return records::pack_item_state(settled, state.version + 1);
}

}  // namespace kazi::gateway::engine
