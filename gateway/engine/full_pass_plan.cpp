// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/full_pass_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "gateway/engine/evidence_write.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/records/journal_record.hpp"
#include "taskflow/question/asked.hpp"

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

/// Null: it is gold, or the pass is not sure of it.
const quality::ItemBelief* find_belief(const quality::Passed& passed, std::uint32_t item) {
    const auto at = std::ranges::lower_bound(passed.beliefs, item, {}, &quality::ItemBelief::item);
    return at == passed.beliefs.end() || at->item != item ? nullptr : &*at;
}

std::set<std::uint32_t> gold_of(const FullPass& pass) {
    std::set<std::uint32_t> gold;
    for (const quality::KnownItem& known : pass.known)
        gold.insert(known.item);
    for (const GoldItem& each : pass.campaign.gold.items)
        gold.insert(each.index);
    return gold;
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

/// The same answers, and another conclusion.
records::ItemResult result_again(const Campaign& campaign, const ItemState& state,
                                 records::ItemResult result, Instant at) {
    result.value = question::result_text(campaign.question, state.labels, state.best_label);
    result.confidence_ppm = state.confidence_ppm;
    result.outcome = records::ItemOutcome::confident;
    result.closed_at = at;
    result.version = static_cast<std::uint8_t>(state.revisions + 1);
    return result;
}

}  // namespace

std::span<const quality::LogEntry> due_entries(const Campaign& campaign,
                                               std::span<const quality::LogEntry> recorded) {
    if (!quality::is_matrix(campaign.family())) return {};
    const std::uint64_t done = campaign.learned ? campaign.learned->answers : 0;
    const auto next = quality::next_pass(done, recorded.size());
    return next ? recorded.first(*next) : std::span<const quality::LogEntry>{};
}

quality::Passed result_of(const FullPass& pass) {
    auto passed = quality::full_pass(pass.entries, pass.known, pass.campaign.class_count(),
                                     rule_of(pass.campaign.redundancy));
    const std::uint32_t sure_ppm =
        std::min(pass.campaign.redundancy.confidence_ppm, sure_enough_ppm);
    const auto gold = gold_of(pass);
    std::erase_if(passed.beliefs, [&](const quality::ItemBelief& belief) {
        return belief.confidence_ppm < sure_ppm || gold.contains(belief.item);
    });
    return passed;
}

bool says_otherwise(const quality::Passed& passed, const SettledItem& item) {
    const quality::ItemBelief* belief = find_belief(passed, item.index);
    return belief != nullptr && belief->best_label != item.state.best_label;
}

std::vector<Revision> revisions_of(const FullPass& pass, const quality::Passed& passed,
                                   std::vector<SettledItem> settled) {
    std::map<std::uint32_t, Revision> revised;
    for (SettledItem& item : settled) {
        if (!says_otherwise(passed, item)) continue;
        const std::uint32_t index = item.index;
        revised.insert_or_assign(index, Revision{std::move(item), *find_belief(passed, index), {}});
    }
    if (revised.empty()) return {};
    for (const quality::Answer& answer : quality::standing(pass.entries)) {
        const auto revision = revised.find(answer.item);
        if (revision != revised.end()) recount(revision->second, pass, answer);
    }
    std::vector<Revision> revisions;
    for (auto& [index, revision] : revised)
        revisions.push_back(std::move(revision));
    return revisions;
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

store::Batch plan_revision(const std::string& cell, const Campaign& campaign,
                           const Revision& revision, const records::ItemResult& before,
                           Instant at) {
    store::Batch batch;
    batch.cell = cell;
    const store::Place place = keys::item_state({campaign.number, revision.item.index});
    ItemState state = revision.item.state;
    batch.guards.push_back(store::VersionIs{place, state.version});
    state.best_label = revision.belief.best_label;
    state.confidence_ppm = revision.belief.confidence_ppm;
    state.revisions = static_cast<std::uint8_t>(std::min<int>(before.version, revisions_max));
    batch.writes.push_back(
        store::Append{keys::results(campaign.number),
                      records::pack_result(result_again(campaign, state, before, at))});
    batch.writes.push_back(store::Put{place, records::pack_item_state(state, state.version + 1)});
    for (const Evidence& evidence : revision.evidence)
        batch.writes.push_back(write_of(evidence));
    batch.writes.push_back(
        store::Append{keys::journal, records::pack_journal(entry_of(campaign.number, revision))});
    return batch;
}

}  // namespace kazi::gateway::engine
