// SPDX-License-Identifier: Apache-2.0
// What becomes of a campaign's gold: items that were settled join it, items that tell nothing leave
// it. Each is one commit under the campaign's version, so that of several daemons one does it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "gateway/records/campaign_json.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/standing/gold_health.hpp"

namespace kazi::gateway::engine {

/// A settled item with its state.
struct RestedItem {
    records::ItemResult result;
    taskflow::ItemState state;
};

/// True when this result makes its item gold once it has rested: sure enough, by enough answers,
/// with a label of the question's own, and no gold already.
[[nodiscard]] bool may_grow(const taskflow::Campaign& campaign, const records::ItemResult& result);

/// When it has rested.
[[nodiscard]] taskflow::Instant grows_at(const taskflow::Campaign& campaign,
                                         const records::ItemResult& result);

/// How many more the campaign takes: a tenth of its items at most.
[[nodiscard]] std::size_t growth_room(const taskflow::Campaign& campaign);

/// These become gold, as many as there is room for. Each may be asked as often as answers are left
/// of the most that the escrow holds for it; who have none left stay what they are. Nothing to
/// write: an empty batch.
[[nodiscard]] store::Batch plan_growth(const std::string& cell,
                                       const records::StoredCampaign& before,
                                       std::span<const RestedItem> settled);

/// Its answer got about: it is not asked any more, and what it said of workers stays.
[[nodiscard]] store::Batch plan_retirement(const std::string& cell,
                                           const records::StoredCampaign& before,
                                           std::size_t place);

/// Its label is probably wrong: it is not asked any more, what it said of workers is taken back,
/// and what their records count of it is marked to be taken out. `state`: of the item, whose
/// version is a guard, since answers to an item that is open have said nothing yet.
[[nodiscard]] store::Batch plan_suspension(const std::string& cell,
                                           const records::StoredCampaign& before, std::size_t place,
                                           const taskflow::ItemState& state,
                                           std::span<const taskflow::GoldAnswer> answers);

}  // namespace kazi::gateway::engine
