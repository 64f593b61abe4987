// SPDX-License-Identifier: Apache-2.0
// The journal as the keeping of gold wants it: for each gold item, who answered it how.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "gateway/engine/board.hpp"
#include "gateway/records/journal_record.hpp"
#include "taskflow/standing/gold_health.hpp"

namespace kazi::gateway::keepers {

class GoldLog {
public:
    /// Takes the next entry of the journal. Of answers to what is no gold on the board nothing is
    /// kept, but for checks, which are gold whether the board knows it yet or not.
    void take(const records::JournalEntry& entry, const engine::Board& board);

    /// In the order of recording; corrected answers as they stand now.
    [[nodiscard]] std::span<const taskflow::GoldAnswer> of(taskflow::ItemRef item) const;

    /// That campaign is over.
    void forget(std::uint32_t campaign);

private:
    void correct(const taskflow::WorkerId& worker, const taskflow::AnswerRecord& answer);

    std::map<taskflow::ItemRef, std::vector<taskflow::GoldAnswer>> answers_;
};

}  // namespace kazi::gateway::keepers
