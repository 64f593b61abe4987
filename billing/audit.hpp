// SPDX-License-Identifier: Apache-2.0
// The audit: proves the books from the ledger alone, entry by entry. Memory grows with accounts,
// payouts and (eight bytes each) answers, never with entries.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "billing/ledger.hpp"
#include "billing/payout.hpp"

namespace kazi::billing {

/// One ledger entry in the order it was written.
struct AuditEntry {
    std::string id;
    Postings postings;
    std::string payout;                ///< the payout it moved; empty: none
    std::vector<std::string> answers;  ///< accepted answers it paid
    /// Accepted answers that were replaced by others: paid before, and not again.
    std::vector<std::string> corrections = {};
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
    void entry(const AuditEntry& entry);
    /// A balance as the store holds it after the last entry. Every account that is not zero must be
    /// told.
    void balance(const Account& account, Money held);
    /// A payout's record. Only after the last entry.
    void payout(const AuditPayout& payout);
    void accepted_answer(const std::string& answer);

    /// The findings in the order they were met; empty is the proof.
    [[nodiscard]] std::vector<Finding> finish();

    [[nodiscard]] std::int64_t entries_read() const { return entries_read_; }

private:
    /// Account and currency as text: what a finding names.
    using Slot = std::string;
    struct Replayed {
        Account account;
        std::int64_t micro = 0;
        bool reported = false;  ///< below its floor: said once
    };
    /// What the ledger says happened to one payout.
    struct PayoutTrail {
        int settles = 0;   ///< left payout:in_flight for good
        int reverses = 0;  ///< came back to it
        std::string last_entry;
        bool told = false;
    };

    void find(Fault fault, std::string entry, std::string account, std::string text);
    void replay(const AuditEntry& entry, const Posting& posting);
    void check_floors(const AuditEntry& entry);
    void follow_payout(const AuditEntry& entry);
    void corrected_answer(const AuditEntry& entry, const std::string& answer);
    void paid_answer(const AuditEntry& entry, const std::string& answer);
    void add_in_flight(const AuditPayout& payout);
    void finish_balances();
    void finish_in_flight();
    void finish_payouts();
    void finish_answers();

    std::int64_t entries_read_ = 0;
    std::vector<Finding> findings_;
    std::map<Slot, Replayed> replayed_;
    std::map<Slot, std::int64_t> held_;
    std::map<Slot, std::int64_t> in_flight_told_;  ///< sum of the open payouts
    std::unordered_map<std::string, PayoutTrail> trails_;
    std::unordered_set<std::uint64_t> paid_answers_;
    std::unordered_set<std::uint64_t> accepted_answers_;
    std::map<std::string, std::string> paid_unmatched_;  ///< answer → entry
    std::set<std::string> accepted_unmatched_;
};

}  // namespace kazi::billing
