// SPDX-License-Identifier: Apache-2.0
// A clean ledger yields no finding; each kind of damage yields the finding that names it.
#include "billing/audit.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "tests/unit/billing/payout_fixture.hpp"

using namespace kazi::billing;
using namespace kazi::billing::test;

namespace {

const Account paid_in{AccountKind::client_paid_in, ""};
const Account funds{AccountKind::client_funds, "c1"};
const Account escrow{AccountKind::escrow, "k1"};
const Account wallet{AccountKind::worker_available, worker};
const Account in_flight{AccountKind::payout_in_flight, ""};
const Account paid_out{AccountKind::paid_out, "p"};

Postings one(const Account& from, const Account& to, std::int64_t units) {
    Postings postings;
    move(postings, from, to, shillings(units));
    return postings;
}

/// A small, sound history: paid in 100, escrow 50, two answers of 10, one payout of 20.
struct Books {
    std::vector<AuditEntry> entries{{"1", one(paid_in, funds, 100), "", {}},
                                    {"2", one(funds, escrow, 50), "", {}},
                                    {"3", one(escrow, wallet, 10), "", {"a1"}},
                                    {"4", one(escrow, wallet, 10), "", {"a2"}},
                                    {"5", one(wallet, in_flight, 20), "w-1", {}},
                                    {"6", one(in_flight, paid_out, 20), "w-1", {}}};
    std::vector<std::pair<Account, std::int64_t>> held{
        {paid_in, -100}, {funds, 50}, {escrow, 30}, {wallet, 0}, {paid_out, 20}};
    std::vector<AuditPayout> payouts{{"w-1", shillings(20), PayoutState::succeeded, true, false}};
    std::vector<std::string> accepted{"a1", "a2"};

    [[nodiscard]] std::vector<Finding> audit() const {
        Audit audit;
        for (const AuditEntry& entry : entries)
            audit.entry(entry);
        for (const std::string& answer : accepted)
            audit.accepted_answer(answer);
        for (const auto& [account, units] : held)
            audit.balance(account, shillings(units));
        for (const AuditPayout& payout : payouts)
            audit.payout(payout);
        CHECK(audit.entries_read() == static_cast<std::int64_t>(entries.size()));
        return audit.finish();
    }
};

bool found(const std::vector<Finding>& findings, Fault fault, const std::string& entry,
           const std::string& account = "") {
    for (const Finding& finding : findings)
        if (finding.fault == fault && finding.entry == entry && finding.account == account)
            return true;
    return false;
}

}  // namespace

TEST_CASE("audit: sound books, no finding") {
    CHECK(Books().audit().empty());
}

TEST_CASE("audit: a dropped posting names its entry") {
    Books books;
    books.entries[2].postings.pop_back();
    CHECK(found(books.audit(), Fault::unbalanced_entry, "3"));
}

TEST_CASE("audit: a batch that balances only across currencies does not balance") {
    Books books;
    const Money dollars{-10'000'000, *Currency::parse("USD")};
    books.entries[2].postings[0].change = dollars;
    CHECK(found(books.audit(), Fault::unbalanced_entry, "3"));
}

TEST_CASE("audit: an account below its floor names entry and account, once") {
    Books books;
    books.entries[1].postings = one(funds, escrow, 5);
    const auto findings = books.audit();
    CHECK(found(findings, Fault::below_floor, "3", "escrow:k1 KES"));
    CHECK_FALSE(found(findings, Fault::below_floor, "4", "escrow:k1 KES"));
}

TEST_CASE("audit: below the floor for a moment counts, even when it recovers") {
    Books books;
    std::swap(books.entries[1], books.entries[3]);
    const auto findings = books.audit();
    CHECK(found(findings, Fault::below_floor, "4", "escrow:k1 KES"));
}

TEST_CASE("audit: a balance that is not the replay's") {
    Books books;
    SUBCASE("wrong") {
        books.held[2].second = 31;
    }
    SUBCASE("missing") {
        books.held.erase(books.held.begin() + 2);
    }
    SUBCASE("told twice") {
        books.held.push_back(books.held[2]);
    }
    CHECK(found(books.audit(), Fault::balance_differs, "", "escrow:k1 KES"));
}

TEST_CASE("audit: a balance that the ledger never moved") {
    Books books;
    books.held.push_back({{AccountKind::escrow, "k9"}, 1});
    CHECK(found(books.audit(), Fault::balance_differs, "", "escrow:k9 KES"));
}

TEST_CASE("audit: in flight differs from the open payouts") {
    Books books;
    books.payouts.push_back({"w-2", shillings(5), PayoutState::pending, false, false});
    CHECK(found(books.audit(), Fault::in_flight_differs, "", "payout:in_flight KES"));
}

TEST_CASE("audit: an open payout that is in flight is sound") {
    Books books;
    books.entries.pop_back();
    books.held.back() = {in_flight, 20};
    books.payouts[0] = {"w-1", shillings(20), PayoutState::in_doubt, false, false};
    CHECK(books.audit().empty());
}

TEST_CASE("audit: settled twice, and paid without being settled") {
    Books twice;
    twice.entries.push_back({"7", one(in_flight, paid_out, 20), "w-1", {}});
    const auto findings = twice.audit();
    CHECK(found(findings, Fault::payout_settled_wrong, "7"));
    CHECK(found(findings, Fault::below_floor, "7", "payout:in_flight KES"));

    Books never;
    never.entries.pop_back();
    CHECK(found(never.audit(), Fault::payout_settled_wrong, "5"));

    Books lying;
    lying.payouts[0].settled = false;
    CHECK(found(lying.audit(), Fault::payout_settled_wrong, "6"));
}

TEST_CASE("audit: settled, reversed and settled again is sound; a return is no settlement") {
    Books books;
    books.entries.push_back({"7", one(paid_out, in_flight, 20), "w-1", {}});
    SUBCASE("settled again") {
        books.entries.push_back({"8", one(in_flight, paid_out, 20), "w-1", {}});
    }
    SUBCASE("returned") {
        books.entries.push_back({"8", one(in_flight, wallet, 20), "w-1", {}});
        books.payouts[0] = {"w-1", shillings(20), PayoutState::returned, false, true};
        books.held = {{paid_in, -100}, {funds, 50}, {escrow, 30}, {wallet, 20}};
    }
    CHECK(books.audit().empty());
}

TEST_CASE("audit: a payout in the ledger without a record") {
    Books books;
    books.payouts.clear();
    CHECK(found(books.audit(), Fault::payout_unknown, "6"));
}

TEST_CASE("audit: answers are paid exactly once") {
    Books books;
    SUBCASE("never paid") {
        books.accepted.push_back("a3");
        CHECK(found(books.audit(), Fault::answer_not_paid, ""));
    }
    SUBCASE("named, but nobody is credited") {
        books.entries[3].postings = one(escrow, funds, 10);
        CHECK(found(books.audit(), Fault::answer_not_paid, "4"));
    }
    SUBCASE("paid by two entries") {
        books.entries[3].answers = {"a1"};
        CHECK(found(books.audit(), Fault::answer_paid_twice, "4"));
        CHECK(found(books.audit(), Fault::answer_not_paid, ""));
    }
    SUBCASE("paid and not accepted") {
        books.accepted.pop_back();
        CHECK(found(books.audit(), Fault::answer_paid_not_accepted, "4"));
    }
    SUBCASE("accepted twice") {
        books.accepted.push_back("a1");
        CHECK(found(books.audit(), Fault::answer_accepted_twice, ""));
    }
}

TEST_CASE("audit: what makes up for pay goes from one escrow to one worker") {
    Books books;
    books.entries.push_back({"7", one(escrow, wallet, 2), "", {}, {}, true});
    books.held[2].second -= 2;
    books.held[3].second += 2;
    SUBCASE("sound") {
        CHECK(books.audit().empty());
    }
    SUBCASE("from elsewhere") {
        books.entries.back().postings = one(funds, wallet, 2);
        CHECK(found(books.audit(), Fault::top_up_wrong, "7"));
    }
    SUBCASE("to somebody else") {
        books.entries.back().postings = one(escrow, funds, 2);
        CHECK(found(books.audit(), Fault::top_up_wrong, "7"));
    }
}

TEST_CASE("audit: damage past the range of money is named, not fatal") {
    Books books;
    const Money most{amount_micro_max, shillings(1).currency};
    books.entries.push_back({"7", {{funds, most}, {paid_in, -most}, {funds, most}}, "", {}});
    CHECK(found(books.audit(), Fault::out_of_range, "7", "client:c1:funds KES"));
}

TEST_CASE("audit: a correction names a paid answer, and is not paid") {
    Books books;
    books.entries.push_back({"7", {}, "", {}, {"a1"}});
    SUBCASE("sound, and as often as she likes") {
        books.entries.push_back({"8", {}, "", {}, {"a1"}});
        CHECK(books.audit().empty());
    }
    SUBCASE("of an answer that there never was") {
        books.entries.back().corrections = {"a9"};
        CHECK(found(books.audit(), Fault::correction_unfounded, "7"));
    }
    SUBCASE("before the answer") {
        std::swap(books.entries[2], books.entries.back());
        CHECK(found(books.audit(), Fault::correction_unfounded, "7"));
    }
    SUBCASE("paid") {
        books.entries.back().postings = one(escrow, wallet, 10);
        CHECK(found(books.audit(), Fault::correction_paid, "7"));
    }
}
