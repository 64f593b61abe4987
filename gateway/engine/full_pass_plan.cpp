// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/full_pass_plan.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"

namespace kazi::gateway::engine {

using namespace taskflow;

namespace {

quality::StopRule rule_of(const Redundancy& plan) {
    constexpr double ppm = 1e6;
    return {.stop_at = plan.confidence_ppm / ppm,
            .answers_min = plan.minimum,
            .answers_max = plan.maximum};
}

}  // namespace

std::span<const quality::LogEntry> due_entries(const Campaign& campaign,
                                               std::span<const quality::LogEntry> recorded) {
    if (!quality::is_matrix(campaign.family())) return {};
    const std::uint64_t done = campaign.learned ? campaign.learned->answers : 0;
    const auto next = quality::next_pass(done, recorded.size());
    return next ? recorded.first(*next) : std::span<const quality::LogEntry>{};
}

quality::Learned learned_by(const FullPass& pass) {
    return quality::full_pass(pass.entries, pass.known, pass.campaign.class_count(),
                              rule_of(pass.campaign.redundancy));
}

store::Batch plan_learned(const std::string& cell, const records::StoredCampaign& before,
                          quality::Learned learned) {
    store::Batch batch;
    batch.cell = cell;
    const store::Place place = keys::campaign(before.campaign.number);
    batch.guards.push_back(store::VersionIs{place, before.version});
    Campaign campaign = before.campaign;
    campaign.learned = std::move(learned);
    batch.writes.push_back(store::Put{place, records::pack_campaign(campaign, before.version + 1)});
    return batch;
}

}  // namespace kazi::gateway::engine
