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
    std::vector<store::Write> writes;
};

TakenOff take_off(const Untopped& untopped) {
    const std::string key = keys::untopped(untopped.campaign);
    const std::string field(records::raw(untopped.worker));
    TakenOff taken{store::AtLeast{key, field, untopped.answers}, {}};
    taken.writes.push_back(store::Add{key, field, -untopped.answers});
    if (untopped.above_micro != 0)
        taken.writes.push_back(
            store::Add{key, above_field(untopped.worker), -untopped.above_micro});
    return taken;
}

void count_untopped(store::Batch& batch, const taskflow::Campaign& campaign,
                    const taskflow::WorkerId& worker, const taskflow::AnswerRecord& answer) {
    const std::string key = keys::untopped(campaign.number);
    batch.writes.push_back(store::Add{key, std::string(records::raw(worker)), 1});
    const std::int64_t above = answer.pay_micro - campaign.pay.micro;
    if (above != 0) batch.writes.push_back(store::Add{key, above_field(worker), above});
}

}  // namespace

void plan_wages(store::Batch& batch, const CommitFacts& facts, const taskflow::Effects& effects) {
    const taskflow::Campaign* campaign = facts.answered_campaign;
    if (campaign == nullptr) return;
    for (const taskflow::AnswerRecord* answer : answers_of(effects)) {
        if (campaign->wages.reserve_micro > 0)
            count_untopped(batch, *campaign, facts.event.worker, *answer);
        const std::int64_t cost = answer->earned_micro() +
                                  campaign->price_paying(answer->pay_micro).fee.micro +
                                  answer->reply_cost_micro;
        if (campaign->budget.day_micro > 0 && cost > 0)
            batch.writes.push_back(store::Add{keys::tally(campaign->number),
                                              keys::spent_field(facts.local_day), cost});
    }
}

std::string above_field(const taskflow::WorkerId& worker) {
    return std::string(records::raw(worker)).append(1, '+');
}

std::int64_t top_up_each(const taskflow::Campaign& campaign, const Untopped& untopped,
                         const taskflow::EffortCounts& measured) {
    if (untopped.answers <= 0) return 0;
    const std::int64_t above = (untopped.above_micro + untopped.answers - 1) / untopped.answers;
    return taskflow::top_up_micro(campaign.wages, campaign.pay.micro + above, measured);
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
    request.attachment.writes = std::move(taken.writes);
    request.attachment.writes.push_back(
        store::Add{keys::tally(untopped.campaign), "top_ups", amount.micro});
    request.attachment.reference = campaign_name(untopped.campaign);
    return request;
}

void keep_efforts(store::Batch& batch, const taskflow::Campaign& campaign,
                  const taskflow::EffortCounts& measured) {
    if (campaign.is_once_each()) return;
    for (std::size_t step = 0; step < measured.size(); ++step)
        if (measured[step] > 0)
            batch.writes.push_back(store::Add{
                keys::efforts, *keys::effort(campaign.question.type, step).field, measured[step]});
}

store::Batch plan_no_top_up(const Untopped& untopped) {
    TakenOff taken = take_off(untopped);
    store::Batch batch;
    batch.cell = untopped.cell;
    batch.guards.push_back(std::move(taken.guard));
    batch.writes = std::move(taken.writes);
    return batch;
}

}  // namespace kazi::gateway::engine
