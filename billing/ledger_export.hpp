// SPDX-License-Identifier: Apache-2.0
// The ledger for other people's tools: Beancount, hledger and CSV, entry by entry.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "billing/ledger_chain.hpp"

namespace kazi::billing {

enum class LedgerFormat : unsigned char { beancount, hledger, csv };

/// "beancount", "hledger" or "csv"; nothing for anything else.
[[nodiscard]] std::optional<LedgerFormat> parse_ledger_format(std::string_view name);

/// Writes entries in their order. What we owe is shown as accountants do, as liabilities and income
/// below zero; what we hold at providers as assets. No entry moves between these two. Remembers the
/// accounts it opened, nothing else.
class LedgerExport {
public:
    explicit LedgerExport(LedgerFormat format) : format_(format) {}

    /// What stands before the first entry.
    [[nodiscard]] std::string head() const;
    /// The entry's text, with its seal. Postings of nothing are left out.
    [[nodiscard]] std::string entry(const LedgerEntry& entry, std::string_view seal);

private:
    [[nodiscard]] std::string open_accounts(const LedgerEntry& entry, const std::string& date);
    [[nodiscard]] std::string transaction(const LedgerEntry& entry, std::string_view seal);
    [[nodiscard]] static std::string rows(const LedgerEntry& entry, std::string_view seal);

    LedgerFormat format_;
    std::set<std::string> opened_;
};

/// "Liabilities:Workers:W0a1b…": the account's name in both text formats.
[[nodiscard]] std::string exported_name(const Account& account);

/// "2026-03-01" of microseconds since 1970, in UTC.
[[nodiscard]] std::string utc_date(std::int64_t at_us);
/// "2026-03-01T14:02:31Z".
[[nodiscard]] std::string utc_time(std::int64_t at_us);

}  // namespace kazi::billing
