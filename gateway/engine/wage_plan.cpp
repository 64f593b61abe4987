// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/wage_plan.hpp"

#include <utility>

#include "gateway/engine/campaign_end.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/step_sums.hpp"
#include "gateway/records/worker_record.hpp"

namespace kazi::gateway::engine {

namespace {

struct TakenOff {
    store::Guard guard;
    store::Write write;
};

TakenOff take_off(const Untopped& untopped) {
    const std::string key = keys::untopped(untopped.campaign);
    const std::string field(records::raw(untopped.worker));
    return {store::AtLeast{key, field, untopped.answers},
            store::Add{key, field, -untopped.answers}};
}

}  // namespace

void plan_wages(store::Batch& batch, const CommitFacts& facts, const taskflow::Effects& effects) {
    const taskflow::Campaign* campaign = facts.answered_campaign;
    if (campaign == nullptr) return;
    for (const taskflow::AnswerRecord* answer : answers_of(effects)) {
        if (campaign->wages.reserve_micro > 0)
            batch.writes.push_back(store::Add{keys::untopped(campaign->number),
                                              std::string(records::raw(facts.event.worker)), 1});
        const std::int64_t cost = answer->pay_micro +
                                  campaign->price_paying(answer->pay_micro).fee.micro +
                                  answer->reply_cost_micro;
        if (campaign->budget.day_micro > 0 && cost > 0)
            batch.writes.push_back(store::Add{keys::tally(campaign->number),
                                              keys::spent_field(facts.local_day), cost});
    }
}

EventRequest top_up_event(const Untopped& untopped, billing::Money each, taskflow::Instant at,
                          std::string trace) {
    const billing::Money amount = each * untopped.answers;
    EventRequest request;
    request.event.worker = untopped.worker;
    request.event.at = at;
    request.event.what = taskflow::WagesToppedUp{untopped.campaign, amount};
    request.trace = std::move(trace);
    TakenOff taken = take_off(untopped);
    request.attachment.guards.push_back(std::move(taken.guard));
    request.attachment.writes.push_back(std::move(taken.write));
    request.attachment.writes.push_back(
        store::Add{keys::tally(untopped.campaign), "top_ups", amount.micro});
    request.attachment.reference = campaign_name(untopped.campaign);
    return request;
}

store::Batch plan_no_top_up(const Untopped& untopped) {
    TakenOff taken = take_off(untopped);
    store::Batch batch;
    batch.cell = untopped.cell;
    batch.guards.push_back(std::move(taken.guard));
    batch.writes.push_back(std::move(taken.write));
    return batch;
}

}  // namespace kazi::gateway::engine
