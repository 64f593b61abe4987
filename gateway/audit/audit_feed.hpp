// SPDX-License-Identifier: Apache-2.0
// A cell's books as they are stored, fed piece by piece into billing's audit. Pure: whoever reads
// the store, a daemon or the simulation, hands the pieces over.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "billing/audit.hpp"
#include "gateway/records/journal_record.hpp"
#include "gateway/store/store.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::audit {

struct CellReport {
    std::string cell;
    std::int64_t entries = 0;
    std::int64_t answers = 0;
    std::int64_t corrections = 0;  ///< of those answers; one may have several
    std::int64_t workers = 0;
    std::int64_t payouts = 0;
    std::vector<billing::Finding> findings;  ///< empty is the proof
};

/// Feed the whole journal in order; then a wallet for each of `workers`, every balance, every
/// payout and a tally for each of `campaigns`; then `finish` once. What returns a bool is false
/// when the bytes can't be read.
class AuditFeed {
public:
    /// `scratch` takes what a long journal says of its answers and payouts.
    explicit AuditFeed(const std::string& cell, std::unique_ptr<billing::Scratch> scratch =
                                                    std::make_unique<billing::ScratchInMemory>())
        : audit_(std::move(scratch)) {
        report_.cell = cell;
    }

    [[nodiscard]] bool journal_entry(const store::StreamEntry& entry);
    [[nodiscard]] bool wallet(const taskflow::WorkerId& worker, const store::Record& record);
    /// A field of the balances hash, as engine::balance_field writes it.
    [[nodiscard]] bool balance(const std::string& field, const std::string& value);
    /// A record that is told twice, as a scan may, counts once.
    [[nodiscard]] bool payout(const std::string& value);
    /// How many answers clients are told that a campaign has.
    void tally(std::uint32_t campaign, const std::optional<std::string>& answers);

    /// Workers with postings, and campaigns with answers, so far.
    [[nodiscard]] const std::set<taskflow::WorkerId>& workers() const { return workers_; }
    [[nodiscard]] const std::map<std::uint32_t, std::int64_t>& campaigns() const {
        return answers_;
    }
    /// The id of the newest journal entry that was fed; "0" before the first.
    [[nodiscard]] const std::string& last_entry() const { return last_entry_; }

    [[nodiscard]] CellReport finish();

private:
    void take(const std::string& id, const records::JournalEntry& entry);

    billing::Audit audit_;
    CellReport report_;
    billing::Currency currency_;
    std::set<taskflow::WorkerId> workers_;
    std::map<std::uint32_t, std::int64_t> answers_;  ///< by campaign
    std::string last_entry_ = "0";
};

}  // namespace kazi::gateway::audit
