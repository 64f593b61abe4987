// SPDX-License-Identifier: Apache-2.0
// A statement: what happened to one party's accounts over a time, with the balance after each line.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "billing/ledger_chain.hpp"

namespace kazi::billing {

/// Whose statement: one account of her own, or the family that belongs to a client or a provider.
struct StatementOf {
    std::set<Account> accounts;
};

[[nodiscard]] StatementOf worker_statement(std::string_view worker);
/// Her funds and the escrow of her campaigns.
[[nodiscard]] StatementOf client_statement(std::string_view client,
                                           const std::vector<std::string>& campaigns);
/// What was earned by the people whom it brought.
[[nodiscard]] StatementOf partner_statement(std::string_view partner);
/// The float, what was spent of it, what was paid out, and what could not be explained yet.
[[nodiscard]] StatementOf provider_statement(std::string_view provider);

struct StatementLine {
    std::int64_t at_us = 0;
    std::string entry;
    std::string cause;
    std::string reference;
    Account account;
    Money change;
    Money balance;  ///< of that account, after the line
};

/// Feed all entries from the first, in order. Lines between `from_us` and `until_us` (not included)
/// are told; memory grows with the party's accounts alone.
class Statement {
public:
    using Tell = std::function<void(const StatementLine&)>;

    Statement(StatementOf of, std::int64_t from_us, std::int64_t until_us, Tell tell);

    void entry(const LedgerEntry& entry);

    /// By account, then currency code; accounts that never moved are absent.
    using Balances = std::map<std::pair<Account, std::string>, std::int64_t>;
    [[nodiscard]] const Balances& opening() const { return opening_; }
    [[nodiscard]] const Balances& closing() const { return closing_; }

private:
    StatementOf of_;
    std::int64_t from_us_;
    std::int64_t until_us_;
    Tell tell_;
    Balances opening_;
    Balances closing_;
};

}  // namespace kazi::billing
