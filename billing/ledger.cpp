// SPDX-License-Identifier: Apache-2.0
// Accounts and their text form, and postings that sum to zero.
#include "billing/ledger.hpp"

#include <array>
#include <cstdlib>
#include <utility>

#include "billing/ensure.hpp"
#include "billing/hex.hpp"

namespace kazi::billing {

namespace {

/// The text of a kind: prefix, then the owner when it has one, then suffix.
struct AccountForm {
    AccountKind kind;
    bool has_owner;
    bool owner_is_raw;  ///< the owner is raw bytes, written as hex
    bool floor;
    std::string_view prefix;
    std::string_view suffix;
};

constexpr std::array<AccountForm, 19> account_forms{{
    {AccountKind::client_funds, true, false, true, "client:", ":funds"},
    {AccountKind::escrow, true, false, true, "escrow:", ""},
    {AccountKind::worker_available, true, true, true, "worker:", ":available"},
    {AccountKind::payout_in_flight, false, false, true, "payout:in_flight", ""},
    {AccountKind::paid_out, true, false, true, "paid_out:", ""},
    {AccountKind::platform_fee, false, false, true, "platform_fee", ""},
    {AccountKind::message_cost, false, false, true, "message_cost", ""},
    {AccountKind::operator_funds, false, false, false, "operator:funds", ""},
    {AccountKind::float_held, true, false, false, "float:", ""},
    {AccountKind::float_spent, true, false, true, "float_spent:", ""},
    {AccountKind::suspense, true, false, false, "suspense:", ""},
    {AccountKind::client_paid_in, false, false, false, "client_paid_in", ""},
    {AccountKind::partner_commission, true, false, true, "partner:", ":commission"},
    {AccountKind::worker_pending, true, true, true, "worker:", ":pending"},
    {AccountKind::review_deposit, true, false, true, "review:", ""},
    {AccountKind::payout_fee, false, false, true, "payout_fee", ""},
    {AccountKind::reply_cost, false, false, true, "reply_cost", ""},
    {AccountKind::referral_budget, false, false, false, "referral_budget", ""},
    {AccountKind::bonus, false, false, true, "bonus", ""},
}};

const AccountForm& form_of(AccountKind kind) {
    for (const AccountForm& form : account_forms)
        if (form.kind == kind) return form;
    ensure(false, "account kind " + std::to_string(static_cast<int>(kind)) + " does not exist");
    std::abort();
}

bool is_owner_text(std::string_view owner) {
    if (owner.empty() || owner.size() > account_owner_bytes_max) return false;
    for (const char c : owner)
        if (c <= ' ' || c > '~') return false;
    return true;
}

}  // namespace

std::string to_string(const Account& account) {
    const AccountForm& form = form_of(account.kind);
    std::string text(form.prefix);
    if (form.has_owner) text += form.owner_is_raw ? to_hex(account.owner) : account.owner;
    text += form.suffix;
    return text;
}

boost::system::result<Account, std::string> parse_account(std::string_view text) {
    for (const AccountForm& form : account_forms) {
        if (!form.has_owner) {
            if (text == form.prefix) return Account{form.kind, {}};
            continue;
        }
        if (!text.starts_with(form.prefix) || !text.ends_with(form.suffix)) continue;
        if (text.size() <= form.prefix.size() + form.suffix.size()) continue;
        text.remove_prefix(form.prefix.size());
        text.remove_suffix(form.suffix.size());
        if (!is_owner_text(text)) return "account owner has a bad character or is too long";
        if (!form.owner_is_raw) return Account{form.kind, std::string(text)};
        auto raw = from_hex(text);
        if (!raw) return "account owner is not hex";
        return Account{form.kind, std::move(*raw)};
    }
    return "unknown account";
}

bool has_floor(AccountKind kind) {
    return form_of(kind).floor;
}

bool passes_through(AccountKind kind) {
    return kind == AccountKind::reply_cost || kind == AccountKind::bonus;
}

void move(Postings& postings, Account from, Account to, Money amount) {
    ensure(amount.micro > 0, "a posting moves more than nothing");
    postings.push_back({std::move(from), -amount});
    postings.push_back({std::move(to), amount});
}

bool balances(const Postings& postings) {
    // A batch has one or two currencies: a short list beats a map.
    std::vector<Money> sums;
    for (const Posting& posting : postings) {
        bool found = false;
        for (Money& sum : sums) {
            if (sum.currency != posting.change.currency) continue;
            sum = sum + posting.change;
            found = true;
        }
        if (!found) sums.push_back(posting.change);
    }
    for (const Money& sum : sums)
        if (sum.micro != 0) return false;
    return true;
}

}  // namespace kazi::billing
