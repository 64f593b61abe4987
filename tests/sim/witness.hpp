// SPDX-License-Identifier: Apache-2.0
// Watches every commit and holds the store to its promises, by a replay of its own.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gateway/records/journal_record.hpp"
#include "gateway/store/batch.hpp"
#include "taskflow/tasks/campaign.hpp"
#include "taskflow/tasks/item.hpp"
#include "taskflow/worker.hpp"
#include "tests/sim/vault.hpp"

namespace kazi::sim {

/// Broken promises are thrown as Violation.
class Witness {
public:
    Witness(const Vault& vault, billing::Currency currency) : vault_(vault), currency_(currency) {}

    /// A commit was applied.
    void committed(const gateway::store::Batch& batch, InboundId inbound);
    /// The store lost its last changes, those of these callbacks among them.
    void lost(const std::vector<InboundId>& gone);

    /// An aggregator was told 'taken'.
    void acknowledged(InboundId inbound) { acknowledged_.insert(inbound); }
    /// The callback asked for no change.
    void nothing_to_keep(InboundId inbound) { without_trace_.insert(inbound); }
    /// Everything acknowledged is kept. For a moment when nothing is under way.
    void check_acknowledged() const;

    [[nodiscard]] std::size_t answers() const { return answers_.size(); }
    [[nodiscard]] const std::set<taskflow::WorkerId>& workers() const { return workers_; }

private:
    using ItemRef = taskflow::ItemRef;
    using WorkerId = taskflow::WorkerId;

    void read_journal(InboundId inbound);
    void replay(const gateway::records::JournalEntry& entry);
    void replay_hers(const billing::Posting& posting);
    void take_answer(const gateway::records::JournalEntry& entry);
    void check_step(const gateway::records::JournalEntry& entry);
    void check_bonus(const taskflow::AnswerRecord& answer);
    void take_correction(const gateway::records::JournalEntry& entry);
    void count_by(InboundId inbound);
    void check_answers(ItemRef item, const taskflow::ItemState& state) const;
    void take_worker(const WorkerId& id, std::set<ItemRef>& touched);
    void take_review(const gateway::store::Put& put);
    void check_cases(const WorkerId& id, const taskflow::Cases& cases);
    void check_judged(const taskflow::RejectedAnswer& rejected) const;
    void check_leases(std::uint32_t campaign) const;
    void check_item(ItemRef item);
    void check_closed(ItemRef item) const;
    [[nodiscard]] int openings_of(ItemRef item) const;
    [[nodiscard]] const taskflow::Campaign& plan_of(std::uint32_t campaign);
    void check_balance(const std::string& field) const;
    [[nodiscard]] std::optional<std::string> field(const std::string& key,
                                                   const std::string& name) const;
    [[nodiscard]] std::int64_t number(const std::string& key, const std::string& name) const;

    const Vault& vault_;
    billing::Currency currency_;
    std::string last_entry_ = "0";
    std::map<std::string, std::int64_t> balances_;  ///< replayed, by field of the balances hash
    std::map<WorkerId, std::int64_t> wallets_;
    std::map<WorkerId, std::int64_t> pending_;
    std::map<WorkerId, taskflow::Cases> cases_;
    std::set<WorkerId> refused_;  ///< by this commit: pay that waited went back
    /// Item and answer of an appeal → the campaign that judges it.
    std::map<std::pair<ItemRef, std::uint64_t>, std::uint32_t> judges_;
    std::map<std::pair<WorkerId, ItemRef>, std::uint16_t> answers_;  ///< their labels, as corrected
    std::set<WorkerId> workers_;
    std::map<WorkerId, std::set<ItemRef>> leased_;
    std::map<std::uint32_t, taskflow::Campaign> plans_;  ///< as they were met first
    std::map<InboundId, int> kept_;                      ///< commits by callback
    std::map<InboundId, int> answers_by_inbound_;
    std::set<InboundId> acknowledged_;
    std::set<InboundId> without_trace_;
};

}  // namespace kazi::sim
