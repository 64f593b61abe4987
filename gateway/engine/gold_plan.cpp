// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/gold_plan.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "gateway/engine/evidence_write.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/engine/uncounted_gold.hpp"
#include "taskflow/quality/belief.hpp"
#include "taskflow/question/asked.hpp"

namespace kazi::gateway::engine {

using namespace taskflow;

namespace {

/// Beyond this, new gold says little more of anybody.
constexpr std::size_t items_for_one_grown = 10;

std::optional<std::uint16_t> label_named(const Question& question, const std::string& value) {
    if (!question::is_listed(question)) return std::nullopt;
    for (std::uint16_t label = 0; label < question::class_count(question); ++label) {
        if (question::result_text(question, {}, label) == value) return label;
    }
    return std::nullopt;
}

store::Batch batch_of(const std::string& cell, const records::StoredCampaign& before,
                      const Campaign& after) {
    store::Batch batch;
    batch.cell = cell;
    const store::Place place = keys::campaign(after.number);
    batch.guards.push_back(store::VersionIs{place, before.version});
    batch.writes.push_back(store::Put{place, records::pack_campaign(after, before.version + 1)});
    return batch;
}

store::Batch with_state(const std::string& cell, const records::StoredCampaign& before,
                        std::size_t place, GoldState state) {
    Campaign campaign = before.campaign;
    campaign.gold.items.at(place).state = state;
    return batch_of(cell, before, campaign);
}

/// What one answer counted for by this label, from her counts again.
store::Write taken_back(const Campaign& campaign, const GoldItem& gold, const GoldAnswer& answer) {
    Evidence said =
        quality::late_evidence(answer.worker, campaign, answer.label, ItemState{}, gold.label);
    for (quality::CellChange& change : said.changes)
        change.delta_milli = -change.delta_milli;
    return write_of(said);
}

}  // namespace

bool may_grow(const Campaign& campaign, const records::ItemResult& result) {
    const GoldGrowth& growth = campaign.gold.growth;
    return growth.hold_hours > 0 && !result.gold &&
           result.outcome == records::ItemOutcome::confident &&
           result.confidence_ppm >= growth.confidence_ppm && result.answers >= growth.answers &&
           label_named(campaign.question, result.value).has_value() &&
           !gold_place(campaign.gold, result.index);
}

Instant grows_at(const Campaign& campaign, const records::ItemResult& result) {
    return result.closed_at + campaign.gold.growth.hold_hours * hour_us;
}

std::size_t growth_room(const Campaign& campaign) {
    const auto grown =
        static_cast<std::size_t>(std::ranges::count(campaign.gold.items, true, &GoldItem::grown));
    const std::size_t most =
        std::min<std::size_t>(campaign.item_count / items_for_one_grown, gold_items_max);
    return most - std::min(most, grown);
}

store::Batch plan_growth(const std::string& cell, const records::StoredCampaign& before,
                         std::span<const RestedItem> settled) {
    Campaign campaign = before.campaign;
    std::vector<store::Write> checks;
    for (const RestedItem& each : settled) {
        const bool left = each.state.issued < campaign.redundancy.maximum;
        if (!left || growth_room(campaign) == 0 || !may_grow(campaign, each.result)) continue;
        const auto place = static_cast<std::uint32_t>(campaign.gold.items.size());
        campaign.gold.items.push_back({.index = each.result.index,
                                       .label = *label_named(campaign.question, each.result.value),
                                       .state = GoldState::active,
                                       .grown = true});
        checks.emplace_back(store::AddByte{
            keys::openings(campaign.number), campaign.item_count + place,
            static_cast<std::int16_t>(campaign.redundancy.maximum - each.state.issued)});
    }
    if (checks.empty()) return {};
    store::Batch batch = batch_of(cell, before, campaign);
    std::ranges::move(checks, std::back_inserter(batch.writes));
    return batch;
}

store::Batch plan_retirement(const std::string& cell, const records::StoredCampaign& before,
                             std::size_t place) {
    return with_state(cell, before, place, GoldState::retired);
}

store::Batch plan_suspension(const std::string& cell, const records::StoredCampaign& before,
                             std::size_t place, const ItemState& state,
                             std::span<const GoldAnswer> answers) {
    const Campaign& campaign = before.campaign;
    const GoldItem& gold = campaign.gold.items.at(place);
    store::Batch batch = with_state(cell, before, place, GoldState::suspended);
    batch.guards.push_back(
        store::VersionIs{keys::item_state({campaign.number, gold.index}), state.version});
    const bool counted_at_close = state.closed && !gold.grown;
    for (const GoldAnswer& answer : answers) {
        if (answer.check || counted_at_close)
            batch.writes.emplace_back(taken_back(campaign, gold, answer));
    }
    std::ranges::move(marks_of(campaign.number, gold, answers), std::back_inserter(batch.writes));
    return batch;
}

}  // namespace kazi::gateway::engine
