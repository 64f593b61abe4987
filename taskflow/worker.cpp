// SPDX-License-Identifier: Apache-2.0
// What a worker was asked so far, kept as a few ranges.
#include "taskflow/worker.hpp"

#include <algorithm>

namespace kazi::taskflow {

namespace {

/// The first range that ends at or after `index`.
template <typename Ranges>
auto range_reaching(Ranges& ranges, std::uint32_t index) {
    return std::lower_bound(
        ranges.begin(), ranges.end(), index,
        [](const SeenRange& range, std::uint32_t wanted) { return range.last < wanted; });
}

}  // namespace

bool CampaignHistory::has_seen(std::uint32_t index) const {
    const auto range = range_reaching(seen, index);
    return range != seen.end() && range->first <= index;
}

void CampaignHistory::mark_seen(std::uint32_t index) {
    cursor = index + 1;
    const auto after = range_reaching(seen, index);
    if (after != seen.end() && after->first <= index) return;

    const bool joins_after = after != seen.end() && after->first == index + 1;
    const bool joins_before = after != seen.begin() && std::prev(after)->last + 1 == index;
    if (joins_before && joins_after) {
        std::prev(after)->last = after->last;
        seen.erase(after);
    } else if (joins_before) {
        std::prev(after)->last = index;
    } else if (joins_after) {
        after->first = index;
    } else {
        seen.insert(after, {index, index});
    }
}

CampaignHistory& Worker::history(std::uint32_t campaign) {
    const auto known = std::find_if(histories.begin(), histories.end(),
                                    [&](const auto& each) { return each.campaign == campaign; });
    if (known != histories.end()) return *known;
    return histories.emplace_back(CampaignHistory{.campaign = campaign, .cursor = 0, .seen = {}});
}

const CampaignHistory* Worker::find_history(std::uint32_t campaign) const {
    const auto known = std::find_if(histories.begin(), histories.end(),
                                    [&](const auto& each) { return each.campaign == campaign; });
    return known == histories.end() ? nullptr : &*known;
}

}  // namespace kazi::taskflow
