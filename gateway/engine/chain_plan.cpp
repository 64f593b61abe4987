// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/chain_plan.hpp"

#include <algorithm>
#include <set>

#include "gateway/engine/comparison_plan.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/records/version.hpp"

namespace kazi::gateway::engine {

namespace {

using taskflow::Campaign;

/// The item as it comes on; nothing: it passes this step by.
std::optional<taskflow::Item> taken_item(const ChainPage& page, const ChainLink& link) {
    const taskflow::ChainTerms& chain = page.campaign.chain;
    const records::ItemResult& result = link.result;
    // Gold was asked to learn about workers: nobody needs to look at it again.
    if (result.gold) return std::nullopt;
    if (page.before) return compared_item(*page.before, result, link.item);
    if (!chain.takes(result.value, result.confidence_ppm, result.answers)) return std::nullopt;
    taskflow::Item item = link.item;
    if (!chain.as.empty()) item.values[chain.as] = result.value;
    return item;
}

void come_on(store::Batch& batch, const Campaign& campaign, const ChainLink& link,
             const taskflow::Item& item) {
    batch.writes.push_back(
        store::Put{keys::item({campaign.number, link.result.index}), records::pack_item(item)});
    batch.writes.push_back(store::AddByte{keys::openings(campaign.number), link.result.index,
                                          campaign.redundancy.minimum});
    if (link.result.version == 1) return;
    // It has a result here, which this step's will replace.
    taskflow::ItemState state;
    state.revisions = std::min(link.result.version, taskflow::revisions_max);
    batch.writes.push_back(store::Put{keys::item_state({campaign.number, link.result.index}),
                                      records::pack_item_state(state, 1)});
}

/// The results of a campaign that compares are its verdicts only.
void pass_by(store::Batch& batch, const Campaign& campaign, const ChainLink& link) {
    if (campaign.chain.compares) return;
    batch.writes.push_back(
        store::Append{keys::results(campaign.number), records::pack_result(link.result)});
}

}  // namespace

std::string pack_chain_cursor(const ChainCursor& cursor) {
    return records::version_bytes(cursor.version) + cursor.after;
}

std::optional<ChainCursor> chain_cursor_from(const std::optional<std::string>& bytes) {
    if (!bytes) return ChainCursor{};
    const auto version = records::version_of(*bytes);
    if (!version) return std::nullopt;
    return ChainCursor{bytes->substr(records::version_size), *version};
}

std::vector<std::uint32_t> steps_with_content(const Campaign& campaign) {
    const taskflow::ChainTerms& chain = campaign.chain;
    std::vector<std::uint32_t> steps{chain.after};
    steps.insert(steps.end(), chain.earlier.rbegin(), chain.earlier.rend());
    return steps;
}

store::Batch plan_chain(const ChainPage& page) {
    const Campaign& campaign = page.campaign;
    store::Batch batch;
    batch.cell = page.cell;
    const store::Place place = keys::chain(campaign.number);
    batch.guards.push_back(store::VersionIs{place, page.cursor.version});
    batch.guards.push_back(store::VersionIs{keys::campaign(campaign.number), page.version});
    batch.writes.push_back(
        store::Put{place, pack_chain_cursor({page.last, page.cursor.version + 1})});
    std::int64_t passed_by = 0;
    std::set<std::uint32_t> came_on;
    for (const ChainLink& link : page.links) {
        const records::ItemResult& result = link.result;
        const bool again = result.version > 1;
        const bool begun = link.came_on || came_on.contains(result.index);
        // A step that was begun goes on with what it was begun with.
        if (result.index >= campaign.item_count || (again && begun)) continue;
        const auto taken = taken_item(page, link);
        if (taken) {
            come_on(batch, campaign, link, *taken);
            came_on.insert(result.index);
            passed_by -= again ? 1 : 0;
        } else {
            pass_by(batch, campaign, link);
            passed_by += again ? 0 : 1;
        }
    }
    if (passed_by != 0)
        batch.writes.push_back(store::Add{keys::tally(campaign.number), "closed", passed_by});
    return batch;
}

store::Batch plan_chain_end(const ChainEnd& end) {
    const Campaign& campaign = end.campaign;
    store::Batch batch;
    batch.cell = end.cell;
    const std::int64_t left = std::int64_t{campaign.item_count} - end.settled;
    if (left <= 0) return batch;
    const std::string tally = keys::tally(campaign.number);
    batch.guards.push_back(store::Absent{{tally, keys::left_behind}});
    batch.guards.push_back(store::VersionIs{keys::chain(campaign.number), end.cursor.version});
    batch.guards.push_back(
        store::VersionIs{keys::campaign(campaign.chain.after), end.before_version});
    batch.writes.push_back(store::Add{tally, keys::left_behind, left});
    batch.writes.push_back(store::Add{tally, "closed", left});
    return batch;
}

}  // namespace kazi::gateway::engine
