// SPDX-License-Identifier: Apache-2.0
// Assignment is a walk, not a search: each worker starts at a place of her own and goes round. So
// two workers rarely meet at one item, and what she has seen is one growing range.
#include "taskflow/tasks/assignment.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <limits>
#include <utility>

#include "taskflow/quality/belief.hpp"
#include "taskflow/tasks/lot.hpp"
#include "taskflow/training/teaching.hpp"

namespace kazi::taskflow {

namespace {

/// Of its items, how many more one worker may be asked.
std::size_t left_of_share(const Worker& worker, const Campaign& campaign) {
    constexpr std::uint64_t all_percent = 100;
    const std::uint64_t share = campaign.protection.share_percent;
    if (share == 0) return std::numeric_limits<std::size_t>::max();
    const std::uint64_t hers =
        std::max<std::uint64_t>(1, campaign.item_count * share / all_percent);
    const CampaignHistory* history = worker.find_history(campaign.number);
    std::uint64_t asked = 0;
    if (history != nullptr) {
        for (const SeenRange& range : history->seen)
            asked += range.last - range.first + 1;
    }
    return asked >= hers ? 0 : hers - asked;
}

bool has_begun(const Worker& worker, std::uint32_t campaign) {
    const CampaignHistory* history = worker.find_history(campaign);
    return history != nullptr && !history->seen.empty();
}

bool is_for(const Worker& worker, const OpenCampaign& open) {
    const auto& languages = open.campaign->languages;
    if (has_earned_her_part(worker, *open.campaign)) return false;
    return may_be_taught(worker, *open.campaign, open.has_lesson_place) &&
           open.campaign->targeting.fits(worker.profile) &&
           left_of_share(worker, *open.campaign) > 0 &&
           open.campaign->state == CampaignState::running && !open.openings.empty() &&
           std::find(languages.begin(), languages.end(), worker.language) != languages.end() &&
           !(open.campaign->is_once_each() && has_begun(worker, open.campaign->number));
}

/// The next index from `from` (below `end`) with an opening left, or `end`. Eight at a step: late
/// in a campaign nearly all are zero.
std::uint32_t next_opening(std::span<const std::uint8_t> openings, std::uint32_t from,
                           std::uint32_t end) {
    std::uint64_t eight = 0;
    while (end - from >= sizeof eight) {
        std::memcpy(&eight, openings.data() + from, sizeof eight);
        if (eight != 0) break;
        from += sizeof eight;
    }
    while (from < end && openings[from] == 0)
        ++from;
    return from;
}

/// Where a range of hers that covers `index` ends (one past it), or `index` when none does.
std::uint32_t past_seen(const CampaignHistory* history, std::uint32_t index) {
    if (history == nullptr) return index;
    const auto range = std::lower_bound(
        history->seen.begin(), history->seen.end(), index,
        [](const SeenRange& each, std::uint32_t wanted) { return each.last < wanted; });
    return range != history->seen.end() && range->first <= index ? range->last + 1 : index;
}

/// Gold whose share is decided apart is passed over, or nothing but that is taken.
enum class Gold : std::uint8_t { passed_over, only };

bool is_wanted(const OpenCampaign& open, std::uint32_t index, Gold gold) {
    const GoldTerms& terms = open.campaign->gold;
    const bool apart = terms.wanted && gold_label(terms, index).has_value();
    return apart == (gold == Gold::only);
}

struct Walk {
    const OpenCampaign& open;
    const CampaignHistory* history = nullptr;
    std::size_t count = 0;
    Gold gold = Gold::passed_over;
    std::vector<ItemRef> found = {};

    /// Adds free items of [from, end) in order, until there are `count`.
    void go(std::uint32_t from, std::uint32_t end) {
        while (from < end && found.size() < count) {
            from = next_opening(open.openings, from, end);
            if (from == end) return;
            const std::uint32_t unseen = past_seen(history, from);
            if (unseen == from) {
                if (is_wanted(open, from, gold)) found.push_back({open.campaign->number, from});
                ++from;
            } else {
                from = unseen;
            }
        }
    }
};

std::vector<ItemRef> items_of(const OpenCampaign& open, const WorkerId& id, const Worker& worker,
                              std::size_t count) {
    const CampaignHistory* history = worker.find_history(open.campaign->number);
    const auto size = static_cast<std::uint32_t>(open.openings.size());
    const bool begun = history != nullptr && !history->seen.empty();
    const auto start = static_cast<std::uint32_t>(begun ? history->cursor % size
                                                        : lot_of(id, open.campaign->number) % size);
    Walk walk{open, history, std::min(count, left_of_share(worker, *open.campaign))};
    for (const Gold gold : {Gold::passed_over, Gold::only}) {
        walk.gold = gold;
        walk.go(start, size);
        walk.go(0, start);
        if (!walk.found.empty() || !open.campaign->gold.wanted) break;
    }
    return std::move(walk.found);
}

/// What her answer tells here, beside an average worker's, and how much it is wanted.
double worth(const OpenCampaign& open, std::span<const quality::FamilyCounts> hers) {
    constexpr double permille = 1000;
    const double weight = open.weight_permille / permille;
    return hers.empty() ? weight : quality::relative_worth(*open.campaign, hers) * weight;
}

/// Each worker begins with another campaign and stays with it: fair to clients, and a familiar
/// question is answered faster. What is known of her comes before that, in steps so coarse that a
/// few answers more do not send her to and fro.
std::vector<const OpenCampaign*> in_her_order(const WorkerId& id, const Worker& worker,
                                              std::span<const OpenCampaign> campaigns,
                                              std::span<const quality::FamilyCounts> hers) {
    constexpr double steps_of_one = 4;
    std::vector<std::pair<int, const OpenCampaign*>> ranked;
    const std::size_t turn = campaigns.empty() ? 0 : lot_of(id, 0) % campaigns.size();
    for (std::size_t nth = 0; nth < campaigns.size(); ++nth) {
        const OpenCampaign& open = campaigns[(turn + nth) % campaigns.size()];
        if (!is_for(worker, open)) continue;
        const double much = campaigns.size() < 2 ? 1 : worth(open, hers);
        ranked.emplace_back(static_cast<int>(much * steps_of_one + 0.5), &open);
    }
    std::ranges::stable_sort(ranked, std::greater{}, &decltype(ranked)::value_type::first);
    std::vector<const OpenCampaign*> ordered;
    for (const auto& [much, open] : ranked)
        ordered.push_back(open);
    return ordered;
}

}  // namespace

OpenCampaign open_campaign(const Campaign& campaign, std::span<const std::uint8_t> stored) {
    if (campaign.gold.items.empty()) return {&campaign, stored};
    const std::size_t items = std::min<std::size_t>(campaign.item_count, stored.size());
    return {&campaign, stored.first(items), stored.subspan(items)};
}

std::vector<ItemRef> choose_items(const WorkerId& id, const Worker& worker,
                                  std::span<const OpenCampaign> campaigns, std::size_t count,
                                  std::span<const quality::FamilyCounts> hers) {
    std::vector<std::vector<ItemRef>> rows;
    for (const OpenCampaign* open : in_her_order(id, worker, campaigns, hers))
        rows.push_back(items_of(*open, id, worker, count));
    std::vector<ItemRef> chosen;
    // One of each campaign in turn: when a campaign ends under her, the next candidate is
    // another's.
    for (std::size_t rank = 0; rank < count; ++rank) {
        for (const auto& row : rows) {
            if (rank < row.size() && chosen.size() < count) chosen.push_back(row[rank]);
        }
    }
    return chosen;
}

}  // namespace kazi::taskflow
