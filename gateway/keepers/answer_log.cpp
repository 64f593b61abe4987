// SPDX-License-Identifier: Apache-2.0
#include "gateway/keepers/answer_log.hpp"

namespace kazi::gateway::keepers {

void AnswerLog::take(const records::JournalEntry& entry) {
    if (!entry.worker) return;
    if (entry.answer) add(*entry.worker, *entry.answer, false);
    if (entry.correction) add(*entry.worker, *entry.correction, true);
}

void AnswerLog::add(const taskflow::WorkerId& worker, const taskflow::AnswerRecord& answer,
                    bool corrects) {
    if (!answer.text.empty() || answer.check || forgotten_.contains(answer.item.campaign)) return;
    Log& log = logs_[answer.item.campaign];
    const auto next = static_cast<std::uint32_t>(log.workers.size());
    const std::uint32_t number = log.workers.try_emplace(worker, next).first->second;
    log.entries.push_back({answer.item.index, number, answer.label, corrects});
}

std::span<const taskflow::quality::LogEntry> AnswerLog::of(std::uint32_t campaign) const {
    const auto at = logs_.find(campaign);
    if (at == logs_.end()) return {};
    return at->second.entries;
}

std::vector<taskflow::WorkerId> AnswerLog::workers_of(std::uint32_t campaign) const {
    const auto at = logs_.find(campaign);
    if (at == logs_.end()) return {};
    std::vector<taskflow::WorkerId> workers(at->second.workers.size());
    for (const auto& [worker, number] : at->second.workers)
        workers[number] = worker;
    return workers;
}

void AnswerLog::forget(std::uint32_t campaign) {
    logs_.erase(campaign);
    forgotten_.insert(campaign);
}

}  // namespace kazi::gateway::keepers
