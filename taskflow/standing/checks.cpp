// SPDX-License-Identifier: Apache-2.0
#include "taskflow/standing/checks.hpp"

#include "billing/ensure.hpp"
#include "taskflow/standing/estimate.hpp"
#include "taskflow/tasks/lot.hpp"

namespace kazi::taskflow {

namespace {

constexpr std::uint32_t ppm = 1'000'000;

/// Lots of one worker and campaign that have nothing to do with each other.
constexpr std::uint32_t whether_salt = 0x601d;
constexpr std::uint32_t which_salt = 0x601e;

std::uint32_t asked_so_far(const Worker& worker, std::uint32_t campaign) {
    const CampaignHistory* history = worker.find_history(campaign);
    std::uint32_t asked = 0;
    if (history == nullptr) return asked;
    for (const SeenRange& range : history->seen)
        asked += range.last - range.first + 1;
    return asked;
}

bool is_due(const WorkerId& id, const Worker& worker, const Campaign& campaign,
            std::span<const quality::FamilyCounts> hers, std::uint16_t day) {
    const FamilyStanding known =
        standing_in(worker.standing, quality::counts_in(hers, campaign.family()), day);
    const std::uint32_t share = gold_share_ppm(campaign.gold, known.right_milli, known.seen_milli);
    const std::uint32_t nth = asked_so_far(worker, campaign.number);
    return lot_of(lot_of(id, campaign.number), nth ^ (whether_salt << 16)) % ppm < share;
}

std::optional<GoldChoice> free_one(const OpenCampaign& open, std::size_t place) {
    const GoldItem& gold = open.campaign->gold.items[place];
    const ItemRef item{open.campaign->number, gold.index};
    if (gold.state != GoldState::active) return std::nullopt;
    if (gold.index < open.openings.size() && open.openings[gold.index] > 0)
        return GoldChoice{item, false};
    if (place < open.checks.size() && open.checks[place] > 0) return GoldChoice{item, true};
    return std::nullopt;
}

}  // namespace

std::uint32_t gold_share_ppm(const GoldTerms& terms, std::uint64_t right_milli,
                             std::uint64_t seen_milli) {
    const double between = static_cast<double>(terms.share_most_ppm - terms.share_least_ppm);
    return terms.share_least_ppm +
           static_cast<std::uint32_t>(between * uncertainty(right_milli, seen_milli));
}

std::optional<GoldChoice> choose_gold(const WorkerId& id, const Worker& worker,
                                      const OpenCampaign& open,
                                      std::span<const quality::FamilyCounts> hers,
                                      std::uint16_t day) {
    const Campaign& campaign = *open.campaign;
    const std::size_t count = campaign.gold.items.size();
    if (!campaign.gold.wanted || count == 0) return std::nullopt;
    if (!is_due(id, worker, campaign, hers, day)) return std::nullopt;
    const CampaignHistory* history = worker.find_history(campaign.number);
    const std::size_t start = lot_of(id, campaign.number ^ (which_salt << 16)) % count;
    for (std::size_t nth = 0; nth < count; ++nth) {
        const std::size_t place = (start + nth) % count;
        const bool seen = history != nullptr && history->has_seen(campaign.gold.items[place].index);
        const auto choice = seen ? std::nullopt : free_one(open, place);
        if (choice) return choice;
    }
    return std::nullopt;
}

ItemRef check_place(const Campaign& campaign, std::uint32_t index) {
    const auto place = gold_place(campaign.gold, index);
    billing::ensure(place.has_value(), "what is checked is gold");
    return {campaign.number, campaign.item_count + static_cast<std::uint32_t>(*place)};
}

ItemRef opening_of(const Worker& worker, const Campaign& campaign) {
    const ItemRef item = worker.question->item;
    return worker.standing.asked_check ? check_place(campaign, item.index) : item;
}

}  // namespace kazi::taskflow
