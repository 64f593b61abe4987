// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/full_pass_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "gateway/engine/evidence_write.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/journal_record.hpp"

namespace kazi::gateway::engine {

using namespace taskflow;

namespace {

quality::StopRule rule_of(const Redundancy& plan) {
    constexpr double ppm = 1e6;
    return {.stop_at = plan.confidence_ppm / ppm,
            .answers_min = plan.minimum,
            .answers_max = plan.maximum};
}

constexpr std::uint32_t sure_enough_ppm = 950'000;

quality::ItemBelief told(const SettledItem& item) {
    return {item.index, item.state.best_label, item.state.confidence_ppm};
}

bool says_otherwise(const Campaign& campaign, const SettledItem& item,
                    const quality::ItemBelief& belief) {
    return belief.best_label != item.state.best_label &&
           belief.confidence_ppm >= std::min(campaign.redundancy.confidence_ppm, sure_enough_ppm);
}

void recount(Revision& revision, const FullPass& pass, const quality::Answer& answer) {
    const quality::Family family = pass.campaign.family();
    auto changes = quality::recounted(family, static_cast<std::uint16_t>(answer.label),
                                      told(revision.item), revision.belief);
    if (!changes.empty())
        revision.evidence.push_back({pass.workers.at(answer.worker), family, std::move(changes)});
}

records::JournalEntry entry_of(std::uint32_t campaign, const Revision& revision) {
    records::JournalEntry entry;
    entry.cause = records::Cause::campaign;
    entry.reference = fmt::format("c{} item {}: label {} was {}", campaign, revision.item.index,
                                  revision.belief.best_label, revision.item.state.best_label);
    return entry;
}

}  // namespace

std::span<const quality::LogEntry> due_entries(const Campaign& campaign,
                                               std::span<const quality::LogEntry> recorded) {
    if (!quality::is_matrix(campaign.family())) return {};
    const std::uint64_t done = campaign.learned ? campaign.learned->answers : 0;
    const auto next = quality::next_pass(done, recorded.size());
    return next ? recorded.first(*next) : std::span<const quality::LogEntry>{};
}

PassResult result_of(const FullPass& pass) {
    auto passed = quality::full_pass(pass.entries, pass.known, pass.campaign.class_count(),
                                     rule_of(pass.campaign.redundancy));
    PassResult result{std::move(passed.learned), {}};
    std::map<std::uint32_t, const quality::ItemBelief*> by_item;
    for (const quality::ItemBelief& belief : passed.beliefs)
        by_item[belief.item] = &belief;
    for (const quality::KnownItem& known : pass.known)
        by_item.erase(known.item);
    for (const GoldItem& gold : pass.campaign.gold.items)
        by_item.erase(gold.index);
    std::map<std::uint32_t, Revision*> revised;
    result.revisions.reserve(pass.settled.size());
    for (const SettledItem& item : pass.settled) {
        const auto belief = by_item.find(item.index);
        if (belief == by_item.end() || !says_otherwise(pass.campaign, item, *belief->second))
            continue;
        result.revisions.push_back({item, *belief->second, {}});
        revised[item.index] = &result.revisions.back();
    }
    for (const quality::Answer& answer : quality::standing(pass.entries)) {
        const auto revision = revised.find(answer.item);
        if (revision != revised.end()) recount(*revision->second, pass, answer);
    }
    return result;
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

store::Batch plan_revision(const std::string& cell, std::uint32_t campaign,
                           const Revision& revision) {
    store::Batch batch;
    batch.cell = cell;
    const store::Place place = keys::item_state({campaign, revision.item.index});
    ItemState state = revision.item.state;
    batch.guards.push_back(store::VersionIs{place, state.version});
    state.best_label = revision.belief.best_label;
    state.confidence_ppm = revision.belief.confidence_ppm;
    batch.writes.push_back(store::Put{place, records::pack_item_state(state, state.version + 1)});
    for (const Evidence& evidence : revision.evidence)
        batch.writes.push_back(write_of(evidence));
    batch.writes.push_back(
        store::Append{keys::journal, records::pack_journal(entry_of(campaign, revision))});
    return batch;
}

}  // namespace kazi::gateway::engine
