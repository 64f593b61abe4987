// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/asked_elsewhere.hpp"

#include <algorithm>

namespace kazi::gateway::engine {

using namespace taskflow;

namespace {

/// What a campaign's items are about: those of the campaign itself, or the one that is appealed.
struct Subject {
    const Campaign* about = nullptr;
    const AppealedAnswer* appealed = nullptr;
};

// An appeal whose campaign is not on the board is about nothing that is open.
Subject subject_of(const Campaign& campaign, const Board& board) {
    if (!campaign.review.judges) return {&campaign};
    const auto* appealed = board.find(campaign.review.judges->item.campaign);
    if (appealed == nullptr) return {};
    return {&appealed->campaign, &*campaign.review.judges};
}

bool comes_after(const Campaign& later, const Campaign& before) {
    const ChainTerms& chain = later.chain;
    return chain.wanted() &&
           (chain.after == before.number || std::ranges::count(chain.earlier, before.number) > 0);
}

/// Their items of one index are one item.
bool share_items(const Campaign& one, const Campaign& other) {
    return one.number == other.number || comes_after(one, other) || comes_after(other, one);
}

/// Marks in `seen` what of the open campaign's items she knows from `index` of her subject's.
void mark(Worker& seen, const Campaign& open, const Subject& subject, std::uint32_t index) {
    if (subject.appealed == nullptr)
        seen.history(open.number).mark_seen(index);
    else if (subject.appealed->item.index == index)
        seen.history(open.number).mark_seen(0);
}

void mark_known(Worker& seen, const Campaign& open, const Subject& subject,
                const CampaignHistory& history, const Subject& known) {
    if (known.appealed != nullptr) {
        if (history.has_seen(0)) mark(seen, open, subject, known.appealed->item.index);
        return;
    }
    for (const SeenRange& range : history.seen) {
        for (std::uint32_t index = range.first; index <= range.last; ++index)
            mark(seen, open, subject, index);
    }
}

bool has_names(const Campaign& campaign) {
    return campaign.chain.wanted() || campaign.review.judges.has_value();
}

bool may_be_known(const Worker& worker, const std::vector<OpenCampaign>& open, const Board& board) {
    return std::ranges::any_of(open, [](const auto& each) { return has_names(*each.campaign); }) ||
           std::ranges::any_of(worker.histories, [&](const CampaignHistory& each) {
               const auto* stored = board.find(each.campaign);
               return stored != nullptr && has_names(stored->campaign);
           });
}

}  // namespace

std::optional<Worker> as_seen_elsewhere(const Worker& worker, const std::vector<OpenCampaign>& open,
                                        const Board& board) {
    if (!may_be_known(worker, open, board)) return std::nullopt;
    Worker seen = worker;
    for (const CampaignHistory& history : worker.histories) {
        const auto* stored = board.find(history.campaign);
        if (stored == nullptr) continue;
        const Subject known = subject_of(stored->campaign, board);
        for (const OpenCampaign& each : open) {
            const Subject subject = subject_of(*each.campaign, board);
            const bool same = each.campaign->number == history.campaign;
            if (same || known.about == nullptr || subject.about == nullptr) continue;
            if (share_items(*known.about, *subject.about))
                mark_known(seen, *each.campaign, subject, history, known);
        }
    }
    return seen;
}

}  // namespace kazi::gateway::engine
