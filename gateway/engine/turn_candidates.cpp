// SPDX-License-Identifier: Apache-2.0
// What a worker could be asked next, chosen once her record is known.
#include <algorithm>
#include <span>
#include <utility>

#include "gateway/engine/askable.hpp"
#include "gateway/engine/asked_elsewhere.hpp"
#include "gateway/engine/eligibility.hpp"
#include "gateway/engine/turn.hpp"
#include "taskflow/tasks/packing.hpp"
#include "taskflow/ussd/ussd_codes.hpp"

namespace kazi::gateway::engine {

using namespace taskflow;

void Turn::find_candidates() {
    auto open = offered_only(board_.open(), event_);
    const Asker asker{event_.worker, worker_, counts_, local_.day_number};
    std::erase_if(open,
                  [&](const OpenCampaign& each) { return !may_answer(asker, *each.campaign); });
    for (OpenCampaign& each : open)
        each.weight_permille = weight_permille(asker, *each.campaign, event_.at);
    const auto elsewhere = as_seen_elsewhere(worker_, open, board_);
    const Worker& seen = elsewhere ? *elsewhere : worker_;
    candidates_ = choose_items(event_.worker, seen, open, candidates_max, counts_);
    choose_alongside(seen, open);
    put_first_what_was_dialled(seen, open);
    choose_check(seen, open);
}

// Only in place of a question of the same campaign: gold alone is no reason to ask anybody.
void Turn::choose_check(const Worker& seen, const std::vector<OpenCampaign>& open) {
    if (candidates_.empty()) return;
    const auto at =
        std::ranges::find(open, candidates_.front().campaign,
                          [](const OpenCampaign& each) { return each.campaign->number; });
    if (at != open.end()) gold_ = choose_gold(event_.worker, seen, *at, counts_, local_.day_number);
}

// What one message may ask together. Over USSD each question has a page of its own.
void Turn::choose_alongside(const Worker& seen, const std::vector<OpenCampaign>& open) {
    if (std::holds_alternative<UssdTurned>(event_.what)) return;
    if (pack_size(next_ease(worker_.pack.ease), {}) < 2) return;
    for (const OpenCampaign& each : open) {
        const bool wanted = std::ranges::any_of(
            candidates_, [&](ItemRef ref) { return ref.campaign == each.campaign->number; });
        if (!wanted || !may_be_packed(*each.campaign)) continue;
        for (const ItemRef& ref :
             choose_items(event_.worker, seen, std::span(&each, 1), pack_items_max))
            alongside_.push_back(ref);
    }
}

// She dialled a campaign's own number: one of its items goes before all others.
void Turn::put_first_what_was_dialled(const Worker& seen, std::vector<OpenCampaign> open) {
    const auto* turned = std::get_if<UssdTurned>(&event_.what);
    if (turned == nullptr || turned->deep.empty()) return;
    const auto code = dialled_code(turned->deep);
    if (!code || code->campaign == 0) return;
    std::erase_if(open,
                  [&](const OpenCampaign& c) { return c.campaign->number != code->campaign; });
    const auto dialled = choose_items(event_.worker, seen, open, 1);
    std::erase_if(candidates_, [&](ItemRef ref) { return !dialled.empty() && ref == dialled[0]; });
    candidates_.insert(candidates_.begin(), dialled.begin(), dialled.end());
}

}  // namespace kazi::gateway::engine
