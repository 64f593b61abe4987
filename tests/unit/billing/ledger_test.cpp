// SPDX-License-Identifier: Apache-2.0
// Accounts have one text form each, and a batch of postings sums to zero.
#include "billing/ledger.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace kazi::billing;

namespace {

Money shillings(std::int64_t units) {
    return {units * micro_per_unit, *Currency::parse("KES")};
}

const std::string worker = std::string("\x01\x02", 2) + std::string(14, '\xff');

struct TextForm {
    Account account;
    const char* text;
};

const TextForm forms[] = {
    {{AccountKind::client_funds, "c1"}, "client:c1:funds"},
    {{AccountKind::escrow, "c42"}, "escrow:c42"},
    {{AccountKind::worker_available, worker}, "worker:0102ffffffffffffffffffffffffffff:available"},
    {{AccountKind::payout_in_flight, ""}, "payout:in_flight"},
    {{AccountKind::paid_out, "africastalking_airtime"}, "paid_out:africastalking_airtime"},
    {{AccountKind::platform_fee, ""}, "platform_fee"},
    {{AccountKind::message_cost, ""}, "message_cost"},
    {{AccountKind::operator_funds, ""}, "operator:funds"},
    {{AccountKind::float_held, "p"}, "float:p"},
    {{AccountKind::float_spent, "p"}, "float_spent:p"},
    {{AccountKind::suspense, "recon:p"}, "suspense:recon:p"},
    {{AccountKind::client_paid_in, ""}, "client_paid_in"},
    {{AccountKind::partner_commission, "shop-7"}, "partner:shop-7:commission"},
};

}  // namespace

TEST_CASE("account: text form and back, for every kind") {
    for (const TextForm& form : forms) {
        CHECK(to_string(form.account) == form.text);
        const auto read = parse_account(form.text);
        REQUIRE_MESSAGE(read.has_value(), form.text);
        CHECK(*read == form.account);
    }
}

TEST_CASE("account: what is none is refused") {
    for (const char* bad : {"", "escrow:", "escrow", "worker:01:avail", "worker::available",
                            "worker:XY:available", "worker:012:available", "payout:in_flight:x",
                            "client:funds", "escrow:a b", "float:", "platform_fee "})
        CHECK_MESSAGE(!parse_account(bad), bad);
    CHECK(!parse_account("escrow:" + std::string(account_owner_bytes_max + 1, 'x')));
}

TEST_CASE("floors: the outside, suspense and the float have none") {
    for (const AccountKind free : {AccountKind::operator_funds, AccountKind::client_paid_in,
                                   AccountKind::suspense, AccountKind::float_held})
        CHECK_FALSE(has_floor(free));
    for (const AccountKind floored :
         {AccountKind::client_funds, AccountKind::escrow, AccountKind::worker_available,
          AccountKind::payout_in_flight, AccountKind::paid_out})
        CHECK(has_floor(floored));
}

TEST_CASE("move: takes from one and gives to the other") {
    Postings postings;
    move(postings, {AccountKind::escrow, "c1"}, {AccountKind::worker_available, worker},
         shillings(2));
    REQUIRE(postings.size() == 2);
    CHECK(postings[0].change == -shillings(2));
    CHECK(postings[1].change == shillings(2));
    CHECK(balances(postings));
}

TEST_CASE("balances: by currency, not across") {
    const Account escrow{AccountKind::escrow, "c"};
    const Money dollar{1, *Currency::parse("USD")};
    const Money shilling{1, *Currency::parse("KES")};
    CHECK(balances({}));
    CHECK_FALSE(balances({{escrow, shilling}}));
    CHECK_FALSE(balances({{escrow, shilling}, {escrow, -dollar}}));
    CHECK(balances({{escrow, shilling}, {escrow, dollar}, {escrow, -shilling}, {escrow, -dollar}}));
}

TEST_CASE("property: moves balance, and one dropped posting does not") {
    CHECK(rc::check([](const std::vector<std::uint16_t>& sizes) {
        Postings postings;
        for (const std::uint16_t size : sizes)
            move(postings, {AccountKind::escrow, "a"}, {AccountKind::escrow, "b"},
                 {size + 1, *Currency::parse("KES")});
        RC_ASSERT(balances(postings));
        if (postings.empty()) return;
        postings.pop_back();
        RC_ASSERT(!balances(postings));
    }));
}

TEST_CASE("property: any text is an account or refused, and an account reads back") {
    CHECK(rc::check([](const std::string& text) {
        const auto account = parse_account(text);
        if (account) RC_ASSERT(to_string(*account) == text);
    }));
}
