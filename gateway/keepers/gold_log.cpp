// SPDX-License-Identifier: Apache-2.0
#include "gateway/keepers/gold_log.hpp"

#include <algorithm>

namespace kazi::gateway::keepers {

using namespace taskflow;

namespace {

bool is_gold(const engine::Board& board, const AnswerRecord& answer) {
    if (answer.check) return true;
    const auto* stored = board.find(answer.item.campaign);
    return stored != nullptr && gold_place(stored->campaign.gold, answer.item.index).has_value();
}

}  // namespace

void GoldLog::take(const records::JournalEntry& entry, const engine::Board& board) {
    if (!entry.worker) return;
    if (entry.answer && is_gold(board, *entry.answer)) {
        const AnswerRecord& answer = *entry.answer;
        answers_[answer.item].push_back(
            {*entry.worker, answer.label, answer.reliability_permille, answer.check});
    }
    if (entry.correction) correct(*entry.worker, *entry.correction);
}

void GoldLog::correct(const WorkerId& worker, const AnswerRecord& answer) {
    const auto item = answers_.find(answer.item);
    if (item == answers_.end()) return;
    const auto hers = std::ranges::find(item->second, worker, &GoldAnswer::worker);
    if (hers == item->second.end()) return;
    hers->label = answer.label;
    hers->reliability_permille = answer.reliability_permille;
}

std::span<const GoldAnswer> GoldLog::of(ItemRef item) const {
    const auto at = answers_.find(item);
    if (at == answers_.end()) return {};
    return at->second;
}

void GoldLog::forget(std::uint32_t campaign) {
    std::erase_if(answers_, [&](const auto& each) { return each.first.campaign == campaign; });
}

}  // namespace kazi::gateway::keepers
