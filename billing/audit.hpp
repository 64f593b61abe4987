// SPDX-License-Identifier: Apache-2.0
// The audit: proves the books from the ledger alone, entry by entry, in one pass. Memory grows with
// accounts and findings only: what has to be known of every answer and every payout lies in a
// scratch, and is looked at subject by subject at the end.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "billing/ledger.hpp"
#include "billing/payout.hpp"
#include "billing/scratch.hpp"
#include "billing/subject_log.hpp"

namespace kazi::billing {

/// One ledger entry in the order it was written.
struct AuditEntry {
    std::string id;
    Postings postings;
    std::string payout;                ///< the payout it moved; empty: none
    std::vector<std::string> answers;  ///< accepted answers it paid
    /// Accepted answers that were replaced by others: paid before, and not again.
    std::vector<std::string> corrections = {};
    bool tops_up = false;          ///< made up for pay that missed the floor
    std::int64_t bonus_micro = 0;  ///< that was promised with those answers
};

/// What the audit needs of a payout.
struct AuditPayout {
    std::string id;
    Money amount;
    PayoutState state = PayoutState::created;
    bool settled = false;   ///< the record says the debt was paid
    bool returned = false;  ///< the record says the debt went back to the worker
};
[[nodiscard]] AuditPayout audit_payout(const Payout& payout);

/// What is wrong. The number is part of the machine-readable output: append only.
enum class Fault : std::uint8_t {
    unbalanced_entry = 1,
    below_floor = 2,
    out_of_range = 3,
    balance_differs = 4,
    in_flight_differs = 5,
    payout_settled_wrong = 6,
    payout_unknown = 7,
    answer_paid_twice = 8,
    answer_not_paid = 9,
    answer_paid_not_accepted = 10,
    answer_accepted_twice = 11,
    correction_unfounded = 12,
    correction_paid = 13,
    not_provable = 14,
    top_up_wrong = 15,
    bonus_wrong = 16,
    chain_broken = 20,
};
[[nodiscard]] std::string_view to_string(Fault fault);

struct Finding {
    Fault fault = Fault::unbalanced_entry;
    std::string entry;    ///< id of the ledger entry; empty when it concerns none alone
    std::string account;  ///< text form; empty when it concerns none
    std::string text;     ///< one sentence for a person
};

/// Feed every entry in order, with each accepted answer as it comes; then the balances and the
/// payouts of the store; then `finish` once.
class Audit {
public:
    explicit Audit(std::unique_ptr<Scratch> scratch = std::make_unique<ScratchInMemory>())
        : scratch_(std::move(scratch)), log_(*scratch_) {}

    void entry(const AuditEntry& entry);
    /// A balance as the store holds it after the last entry. Every account that is not zero must be
    /// told.
    void balance(const Account& account, Money held);
    /// A payout's record. Told again, as a scan of the store may, it counts once.
    void payout(const AuditPayout& payout);
    /// Just before the entry that pays it, if there is one: the two are kept as one then.
    void accepted_answer(const std::string& answer);

    /// The findings in the order they were met, those about answers and payouts behind the others;
    /// none is the proof.
    [[nodiscard]] std::vector<Finding> finish();

    [[nodiscard]] std::int64_t entries_read() const { return entries_read_; }
    /// After `finish`: how many payouts have a record.
    [[nodiscard]] std::int64_t payouts_told() const { return payouts_told_; }

private:
    /// Account and currency as text: what a finding names.
    using Slot = std::string;
    struct Replayed {
        Account account;
        std::int64_t micro = 0;
        bool reported = false;  ///< below its floor: said once
    };

    void find(Fault fault, std::string entry, std::string account, std::string text);
    void replay(const AuditEntry& entry, const Posting& posting);
    void check_floors(const AuditEntry& entry);
    void check_top_up(const AuditEntry& entry);
    void check_bonus(const AuditEntry& entry);
    void follow_payout(const AuditEntry& entry);
    void corrected_answer(const AuditEntry& entry, const std::string& answer);
    void paid_answer(const AuditEntry& entry, const std::string& answer);
    void note_unpaid();
    void judge(std::span<const SubjectNote> notes);
    void finish_subjects();
    void finish_balances();
    void finish_in_flight();

    std::int64_t entries_read_ = 0;
    std::int64_t payouts_told_ = 0;
    std::vector<Finding> findings_;
    std::map<Slot, Replayed> replayed_;
    std::map<Slot, std::int64_t> held_;
    std::map<Slot, std::int64_t> in_flight_told_;  ///< sum of the open payouts
    std::optional<std::string> accepted_;          ///< by the entry that comes next
    std::unique_ptr<Scratch> scratch_;
    SubjectLog log_;
};

}  // namespace kazi::billing
