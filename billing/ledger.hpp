// SPDX-License-Identifier: Apache-2.0
// The double-entry ledger: accounts, postings, and entries that sum to zero.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "billing/money.hpp"

namespace kazi::billing {

/// What an account is for. The number is stored: append only, never renumber.
enum class AccountKind : std::uint8_t {
    client_funds = 1,      ///< owner: client id
    escrow = 2,            ///< owner: campaign id
    worker_available = 3,  ///< owner: worker id (raw bytes)
    payout_in_flight = 4,  ///< no owner
    paid_out = 5,          ///< owner: provider
    platform_fee = 6,      ///< no owner
    message_cost = 7,      ///< no owner
    operator_funds = 8,    ///< no owner; the outside: may go below zero
    float_held = 9,        ///< owner: provider; what we hold there; may go below zero, because a
                           ///< payment that left must be recorded even if a float purchase was not
    float_spent = 10,      ///< owner: provider
    suspense = 11,         ///< owner: why (late_success, recon:P); may go below zero
    client_paid_in =
        12,  ///< no owner; the outside where client money comes from; may go below zero
    partner_commission = 13,  ///< owner: partner; what was earned and not paid to it yet
    worker_pending = 14,   ///< owner: worker id (raw bytes); earned, and the client may look at it
    review_deposit = 15,   ///< owner: campaign id; what judging its rejections may cost
    payout_fee = 16,       ///< no owner; what workers paid for money instead of airtime
    reply_cost = 17,       ///< no owner; what replies cost workers passes through on its way back
    referral_budget = 18,  ///< no owner; the operator's, for workers who brought friends; what was
                           ///< paid stands below zero, and a month's limit is guarded by itself
    bonus = 19,            ///< no owner; what is paid beside an answer's pay passes through
};

/// An account: kind and owner. The text form is "escrow:c42", "worker:<32 hex>:available", ….
struct Account {
    AccountKind kind = AccountKind::suspense;
    std::string owner;

    friend bool operator==(const Account&, const Account&) = default;
    friend auto operator<=>(const Account&, const Account&) = default;
};

inline constexpr std::size_t account_owner_bytes_max = 128;

[[nodiscard]] std::string to_string(const Account& account);
/// Reads what `to_string` wrote. Fails: unknown form, owner empty, too long or not printable ASCII.
[[nodiscard]] boost::system::result<Account, std::string> parse_account(std::string_view text);
/// True when the account may never go below zero.
[[nodiscard]] bool has_floor(AccountKind kind);

/// True when what comes in goes out in the same entry: no balance of it is kept.
[[nodiscard]] bool passes_through(AccountKind kind);

/// A change of one account. A debit is negative, a credit positive.
struct Posting {
    Account account;
    Money change;

    friend bool operator==(const Posting&, const Posting&) = default;
};

using Postings = std::vector<Posting>;

/// "X → Y": takes `amount` from one account and adds it to another. Zero and less are a bug.
void move(Postings& postings, Account from, Account to, Money amount);

/// True when the postings sum to zero in every currency.
[[nodiscard]] bool balances(const Postings& postings);

}  // namespace kazi::billing
