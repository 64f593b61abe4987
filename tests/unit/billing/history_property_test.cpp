// SPDX-License-Identifier: Apache-2.0
// Random histories of a whole market: clients fund, people answer, are paid out through the state
// machine, and campaigns end. At every step the books hold; one damaged entry is always found.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>

#include "billing/audit.hpp"
#include "billing/payout_machine.hpp"
#include "billing/share.hpp"

using namespace kazi::billing;

namespace {

constexpr const char* deployment_key = "a key for histories";

Money shillings(std::int64_t units) {
    return {units * micro_per_unit, *Currency::parse("KES")};
}

std::string worker_of(int number) {
    return std::string(15, 'w') + static_cast<char>('0' + number);
}

class History {
public:
    /// One thing that can happen in a market; nothing when it may not happen now.
    void step() {
        switch (*rc::gen::inRange(0, 7)) {
            case 0:
                return fund();
            case 1:
                return open_campaign();
            case 2:
            case 3:
                return answer();
            case 4:
                return order_payout();
            case 5:
                return payout_news();
            default:
                return end_campaign();
        }
    }

    /// The audit of all that happened, by what the store would hold.
    [[nodiscard]] std::vector<Finding> audit(const std::vector<AuditEntry>& told) const {
        Audit audit;
        for (const AuditEntry& entry : told)
            audit.entry(entry);
        for (const std::string& accepted : accepted_)
            audit.accepted_answer(accepted);
        for (const auto& [account, micro] : balances_)
            audit.balance(account, {micro, *Currency::parse("KES")});
        for (const Payout& payout : payouts_)
            audit.payout(audit_payout(payout));
        return audit.finish();
    }

    std::vector<AuditEntry> entries;

private:
    [[nodiscard]] std::int64_t held(const Account& account) const {
        const auto found = balances_.find(account);
        return found == balances_.end() ? 0 : found->second;
    }

    void write(const Postings& postings, const std::string& payout, const std::string& answer) {
        RC_ASSERT(balances(postings));
        AuditEntry entry{std::to_string(entries.size() + 1), postings, payout, {}};
        if (!answer.empty()) entry.answers.push_back(answer);
        entries.push_back(std::move(entry));
        for (const Posting& posting : postings)
            balances_[posting.account] += posting.change.micro;
        for (const Posting& posting : postings)
            RC_ASSERT(!has_floor(posting.account.kind) || held(posting.account) >= 0);
    }

    void one(const Account& from, const Account& to, Money amount) {
        Postings postings;
        move(postings, from, to, amount);
        write(postings, {}, {});
    }

    void fund() { one({AccountKind::client_paid_in, {}}, funds_, shillings(100)); }

    void open_campaign() {
        if (held(funds_) >= shillings(60).micro) one(funds_, escrow_, shillings(60));
    }

    void end_campaign() {
        const Money left{held(escrow_), *Currency::parse("KES")};
        const bool ends = *rc::gen::inRange(0, 6) == 0;
        if (ends && left.micro > 0) one(escrow_, funds_, left);
    }

    void answer() {
        const Money wage = shillings(*rc::gen::inRange(1, 6));
        const Money reply{*rc::gen::inRange(0, 900'000), wage.currency};
        const Money fee = share_of(wage, *rc::gen::inRange(0, 300'000));
        const Money commission = share_of(fee, *rc::gen::inRange(0, 1'000'000));
        if (held(escrow_) < (wage + reply + fee).micro) return;
        const Account worker{AccountKind::worker_available, worker_of(*rc::gen::inRange(0, 4))};
        const Account platform{AccountKind::platform_fee, {}};
        Postings postings;
        for (const Money& amount : {wage, reply})
            if (amount.micro > 0) move(postings, escrow_, worker, amount);
        if (fee.micro > 0) move(postings, escrow_, platform, fee);
        if (commission.micro > 0)
            move(postings, platform, {AccountKind::partner_commission, "p1"}, commission);
        const std::string name = "a" + std::to_string(accepted_.size());
        accepted_.push_back(name);
        write(postings, {}, name);
    }

    void order_payout() {
        const std::string worker = worker_of(*rc::gen::inRange(0, 4));
        const Money all{held({AccountKind::worker_available, worker}), *Currency::parse("KES")};
        if (all.micro == 0) return;
        const auto sequence = static_cast<std::int64_t>(payouts_.size()) + 1;
        const NewPayout made = create_payout(worker, sequence, all, 0);
        payouts_.push_back(made.payout);
        write(made.postings, made.payout.id, {});
    }

    void payout_news() {
        if (payouts_.empty()) return;
        Payout& payout = payouts_[static_cast<std::size_t>(
            *rc::gen::inRange(0, static_cast<int>(payouts_.size())))];
        const int attempt = static_cast<int>(payout.attempts.size());
        const auto outcome =
            *rc::gen::element(Outcome::accepted, Outcome::succeeded, Outcome::failed,
                              Outcome::in_doubt, Outcome::reversed);
        const Decoded message = decoded(outcome, Reason::rejected, Retry::new_attempt);
        PayoutEvent event = Queried{attempt, message};
        if (attempt == 0 || *rc::gen::inRange(0, 4) == 0)
            event = Claimed{"p", "key " + std::to_string(attempt + 1), "print", 0, 1};
        if (*rc::gen::inRange(0, 6) == 0) event = GivenBack{};
        ProviderTraits traits;
        traits.trust = Trust::strong;
        const Transition made = advance(payout, event, {traits, deployment_key});
        payout = made.payout;
        if (!made.postings.empty()) write(made.postings, payout.id, {});
    }

    const Account funds_{AccountKind::client_funds, "c1"};
    const Account escrow_{AccountKind::escrow, "k1"};
    std::map<Account, std::int64_t> balances_;
    std::vector<Payout> payouts_;
    std::vector<std::string> accepted_;
};

History any_history() {
    History history;
    const int steps = *rc::gen::inRange(1, 120);
    for (int i = 0; i < steps; ++i)
        history.step();
    return history;
}

/// What a bug of the shell or of a disk might do to one entry.
void damage(AuditEntry& entry) {
    Posting& posting = entry.postings[*rc::gen::inRange<std::size_t>(0, entry.postings.size())];
    switch (*rc::gen::inRange(0, 3)) {
        case 0:
            entry.postings.pop_back();
            return;
        case 1:
            posting.change.micro = -posting.change.micro;
            return;
        default:
            posting.change.micro += 1;
    }
}

}  // namespace

TEST_CASE("property: a market's books hold at every step, and the audit agrees") {
    CHECK(rc::check([] {
        const History history = any_history();
        for (const Finding& finding : history.audit(history.entries))
            RC_FAIL(finding.text);
    }));
}

TEST_CASE("property: one damaged entry of any history is found") {
    CHECK(rc::check([] {
        const History history = any_history();
        RC_PRE(!history.entries.empty());
        auto entries = history.entries;
        damage(entries[*rc::gen::inRange<std::size_t>(0, entries.size())]);
        RC_ASSERT(!history.audit(entries).empty());
    }));
}

TEST_CASE("property: an answer paid twice, or an entry lost or told twice, is found") {
    CHECK(rc::check([] {
        const History history = any_history();
        RC_PRE(!history.entries.empty());
        auto entries = history.entries;
        const auto at =
            *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(entries.size()));
        if (*rc::gen::arbitrary<bool>())
            entries.erase(entries.begin() + at);
        else
            entries.insert(entries.begin() + at, AuditEntry(entries[static_cast<std::size_t>(at)]));
        RC_ASSERT(!history.audit(entries).empty());
    }));
}
