// SPDX-License-Identifier: Apache-2.0
// The replay. It trusts nothing: sums are checked here and not by Money, which would stop the
// process on exactly the damage that has to be named.
#include "billing/audit.hpp"

#include <set>
#include <utility>

#include "billing/audit_trails.hpp"

namespace kazi::billing {

namespace {

std::string slot_name(const Account& account, Currency currency) {
    return to_string(account) + ' ' + std::string(currency.code());
}

/// False when the sum leaves the range of money.
bool add(std::int64_t& sum, std::int64_t change) {
    return !__builtin_add_overflow(sum, change, &sum) && sum <= amount_micro_max &&
           sum >= -amount_micro_max;
}

std::string in_words(std::int64_t micro) {
    return std::to_string(micro) + " micro";
}

bool credits_worker(const AuditEntry& entry) {
    for (const Posting& posting : entry.postings)
        if ((posting.account.kind == AccountKind::worker_available ||
             posting.account.kind == AccountKind::worker_pending) &&
            posting.change.micro > 0)
            return true;
    return false;
}

bool debits_worker(const AuditEntry& entry) {
    for (const Posting& posting : entry.postings)
        if (posting.account.kind == AccountKind::worker_available && posting.change.micro < 0)
            return true;
    return false;
}

}  // namespace

std::string_view to_string(Fault fault) {
    switch (fault) {
        case Fault::unbalanced_entry:
            return "unbalanced_entry";
        case Fault::below_floor:
            return "below_floor";
        case Fault::out_of_range:
            return "out_of_range";
        case Fault::balance_differs:
            return "balance_differs";
        case Fault::in_flight_differs:
            return "in_flight_differs";
        case Fault::payout_settled_wrong:
            return "payout_settled_wrong";
        case Fault::payout_unknown:
            return "payout_unknown";
        case Fault::answer_paid_twice:
            return "answer_paid_twice";
        case Fault::answer_not_paid:
            return "answer_not_paid";
        case Fault::answer_paid_not_accepted:
            return "answer_paid_not_accepted";
        case Fault::answer_accepted_twice:
            return "answer_accepted_twice";
        case Fault::correction_unfounded:
            return "correction_unfounded";
        case Fault::correction_paid:
            return "correction_paid";
        case Fault::not_provable:
            return "not_provable";
        case Fault::top_up_wrong:
            return "top_up_wrong";
        case Fault::bonus_wrong:
            return "bonus_wrong";
        case Fault::chain_broken:
            return "chain_broken";
    }
    return "?";
}

AuditPayout audit_payout(const Payout& payout) {
    const bool settled = settled_count(payout, SettledFrom::in_flight) > 0;
    return {payout.id, payout.amount, payout.state, settled, payout.returned};
}

void Audit::find(Fault fault, std::string entry, std::string account, std::string text) {
    findings_.push_back({fault, std::move(entry), std::move(account), std::move(text)});
}

void Audit::entry(const AuditEntry& entry) {
    ++entries_read_;
    std::map<std::string, std::int64_t> sums;
    bool in_range = true;
    for (const Posting& posting : entry.postings) {
        replay(entry, posting);
        const std::string currency(posting.change.currency.code());
        in_range = add(sums[currency], posting.change.micro) && in_range;
    }
    if (!in_range) find(Fault::out_of_range, entry.id, "", "the entry's sum is out of range");
    for (const auto& [currency, sum] : sums)
        if (sum != 0)
            find(Fault::unbalanced_entry, entry.id, "",
                 "the postings in " + currency + " sum to " + in_words(sum) + ", not zero");
    check_floors(entry);
    if (entry.tops_up) check_top_up(entry);
    check_bonus(entry);
    if (!entry.payout.empty()) follow_payout(entry);
    for (const std::string& answer : entry.answers)
        paid_answer(entry, answer);
    for (const std::string& answer : entry.corrections)
        corrected_answer(entry, answer);
}

void Audit::replay(const AuditEntry& entry, const Posting& posting) {
    const Slot slot = slot_name(posting.account, posting.change.currency);
    Replayed& replayed =
        replayed_.try_emplace(slot, Replayed{posting.account, 0, false}).first->second;
    if (!add(replayed.micro, posting.change.micro))
        find(Fault::out_of_range, entry.id, slot, "the balance is out of range");
}

/// A batch is atomic: floors hold after it, not between its postings.
void Audit::check_floors(const AuditEntry& entry) {
    for (const Posting& posting : entry.postings) {
        if (!has_floor(posting.account.kind)) continue;
        const Slot slot = slot_name(posting.account, posting.change.currency);
        Replayed& replayed = replayed_.at(slot);
        if (replayed.micro >= 0 || std::exchange(replayed.reported, true)) continue;
        find(Fault::below_floor, entry.id, slot, "the balance is " + in_words(replayed.micro));
    }
}

/// What is made up for comes out of one campaign's escrow and is one worker's. A payout of hers may
/// go with it, and the message that tells her.
void Audit::check_top_up(const AuditEntry& entry) {
    const std::set<AccountKind> beside{AccountKind::payout_in_flight, AccountKind::payout_fee,
                                       AccountKind::operator_funds, AccountKind::message_cost};
    std::set<Account> escrows;
    std::set<Account> workers;
    bool others = !entry.answers.empty();
    for (const Posting& posting : entry.postings) {
        const AccountKind kind = posting.account.kind;
        if (kind == AccountKind::escrow && posting.change.micro < 0)
            escrows.insert(posting.account);
        else if (kind == AccountKind::worker_available)
            workers.insert(posting.account);
        else
            others = others || !beside.contains(kind);
    }
    if (escrows.size() != 1 || workers.size() != 1 || others)
        find(Fault::top_up_wrong, entry.id, "",
             "it makes up for pay, and does not move it from one escrow to one worker");
}

/// A bonus passes through a line of its own, in full, on its way to the worker.
void Audit::check_bonus(const AuditEntry& entry) {
    std::int64_t came = 0;
    std::int64_t went = 0;
    std::int64_t hers = 0;
    bool in_range = true;
    for (const Posting& posting : entry.postings) {
        const std::int64_t micro = posting.change.micro;
        const AccountKind kind = posting.account.kind;
        const bool worker =
            kind == AccountKind::worker_available || kind == AccountKind::worker_pending;
        if (kind == AccountKind::bonus) in_range = add(micro > 0 ? came : went, micro) && in_range;
        if (worker && micro > 0) in_range = add(hers, micro) && in_range;
    }
    const std::int64_t promised = entry.bonus_micro;
    if (in_range && came == promised && went == -promised && hers >= promised) return;
    find(Fault::bonus_wrong, entry.id, to_string(Account{AccountKind::bonus, {}}),
         "a bonus of " + in_words(promised) + " was promised with the answer, " + in_words(came) +
             " came and " + in_words(-went) + " went on to the worker, who has " + in_words(hers));
}

/// What leaves `payout:in_flight` and does not go to the worker is a settlement.
void Audit::follow_payout(const AuditEntry& entry) {
    const bool returns = credits_worker(entry);
    const bool creates = debits_worker(entry);
    log_.note(payout_note(PayoutNews::moved, entry.payout, entry.id));
    for (const Posting& posting : entry.postings) {
        if (posting.account.kind != AccountKind::payout_in_flight) continue;
        if (posting.change.micro < 0 && !returns)
            log_.note(payout_note(PayoutNews::settled, entry.payout, entry.id));
        if (posting.change.micro > 0 && !creates)
            log_.note(payout_note(PayoutNews::reversed, entry.payout, entry.id));
    }
}

void Audit::paid_answer(const AuditEntry& entry, const std::string& answer) {
    if (!credits_worker(entry))
        find(Fault::answer_not_paid, entry.id, "",
             "answer " + answer + " is named, but no worker is credited");
    const bool just_accepted = accepted_ == answer;
    if (just_accepted) accepted_.reset();
    log_.note(answer_note(just_accepted ? AnswerNews::accepted_and_paid : AnswerNews::paid, answer,
                          entry.id));
}

void Audit::corrected_answer(const AuditEntry& entry, const std::string& answer) {
    log_.note(answer_note(AnswerNews::corrected, answer, entry.id));
    if (entry.answers.empty() && credits_worker(entry))
        find(Fault::correction_paid, entry.id, "",
             "the correction of answer " + answer + " credits a worker");
}

void Audit::accepted_answer(const std::string& answer) {
    note_unpaid();
    accepted_ = answer;
}

void Audit::note_unpaid() {
    if (accepted_) log_.note(answer_note(AnswerNews::accepted, *accepted_, {}));
    accepted_.reset();
}

void Audit::balance(const Account& account, Money held) {
    const Slot slot = slot_name(account, held.currency);
    if (!held_.emplace(slot, held.micro).second)
        find(Fault::balance_differs, "", slot, "the store tells this balance twice");
}

void Audit::payout(const AuditPayout& payout) {
    log_.note(payout_told(payout));
}

std::vector<Finding> Audit::finish() {
    note_unpaid();
    finish_balances();
    finish_subjects();
    finish_in_flight();
    return std::move(findings_);
}

void Audit::judge(std::span<const SubjectNote> notes) {
    if (is_about_answer(notes)) return judge_answer(notes, findings_);
    const std::optional<Money> open = judge_payout(notes, findings_);
    if (!open) return;
    ++payouts_told_;
    const Slot slot = slot_name({AccountKind::payout_in_flight, {}}, open->currency);
    if (!add(in_flight_told_[slot], open->micro))
        find(Fault::out_of_range, "", slot, "the open payouts' sum is out of range");
}

void Audit::finish_subjects() {
    const bool read = log_.read([this](std::span<const SubjectNote> notes) { judge(notes); });
    if (!read)
        find(Fault::not_provable, "", "",
             "the scratch room failed: answers and payouts are not proven");
}

void Audit::finish_balances() {
    for (const auto& [slot, replayed] : replayed_) {
        const auto told = held_.find(slot);
        const std::int64_t held = told == held_.end() ? 0 : told->second;
        if (held != replayed.micro)
            find(Fault::balance_differs, "", slot,
                 "the store holds " + in_words(held) + ", the ledger says " +
                     in_words(replayed.micro));
    }
    for (const auto& [slot, held] : held_)
        if (held != 0 && !replayed_.contains(slot))
            find(Fault::balance_differs, "", slot,
                 "the store holds " + in_words(held) + ", the ledger never moved it");
}

void Audit::finish_in_flight() {
    for (const auto& [slot, replayed] : replayed_)
        if (replayed.account.kind == AccountKind::payout_in_flight) in_flight_told_[slot] += 0;
    for (const auto& [slot, told] : in_flight_told_) {
        const auto replayed = replayed_.find(slot);
        const std::int64_t held = replayed == replayed_.end() ? 0 : replayed->second.micro;
        if (held != told)
            find(Fault::in_flight_differs, "", slot,
                 "the open payouts sum to " + in_words(told) + ", the ledger says " +
                     in_words(held));
    }
}

}  // namespace kazi::billing
