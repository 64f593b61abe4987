// SPDX-License-Identifier: Apache-2.0
// The journal as the full pass wants it: for each campaign that may still run, who answered what,
// in the order of recording. Twelve bytes an answer, and each worker once.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "gateway/records/journal_record.hpp"
#include "taskflow/quality/full_pass.hpp"

namespace kazi::gateway::keepers {

class AnswerLog {
public:
    /// Takes the next entry of the journal. Numbers and texts are left out: they have no classes;
    /// and checks, which are no answers of their items.
    void take(const records::JournalEntry& entry);

    [[nodiscard]] std::span<const taskflow::quality::LogEntry> of(std::uint32_t campaign) const;

    /// Who the entries' numbers stand for.
    [[nodiscard]] std::vector<taskflow::WorkerId> workers_of(std::uint32_t campaign) const;

    /// That campaign is over: what is kept of it goes, and what still comes is not kept.
    void forget(std::uint32_t campaign);

private:
    struct Log {
        std::map<taskflow::WorkerId, std::uint32_t> workers;
        std::vector<taskflow::quality::LogEntry> entries;
    };
    void add(const taskflow::WorkerId& worker, const taskflow::AnswerRecord& answer, bool corrects);

    std::map<std::uint32_t, Log> logs_;
    std::set<std::uint32_t> forgotten_;
};

}  // namespace kazi::gateway::keepers
