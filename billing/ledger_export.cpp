// SPDX-License-Identifier: Apache-2.0
#include "billing/ledger_export.hpp"

#include <array>
#include <chrono>
#include <cstdio>

#include "billing/hex.hpp"

namespace kazi::billing {

namespace {

constexpr int exported_decimals = 6;

struct ExportedKind {
    AccountKind kind;
    std::string_view root;
    bool owed;  ///< on the chain of what we owe: shown with the other sign
};

constexpr std::array exported_kinds{
    ExportedKind{AccountKind::client_funds, "Liabilities:Clients", true},
    ExportedKind{AccountKind::escrow, "Liabilities:Escrow", true},
    ExportedKind{AccountKind::worker_available, "Liabilities:Workers", true},
    ExportedKind{AccountKind::payout_in_flight, "Liabilities:InFlight", true},
    ExportedKind{AccountKind::paid_out, "Equity:PaidOut", true},
    ExportedKind{AccountKind::platform_fee, "Income:PlatformFee", true},
    ExportedKind{AccountKind::message_cost, "Income:MessageCost", true},
    ExportedKind{AccountKind::operator_funds, "Equity:OperatorFunds", false},
    ExportedKind{AccountKind::float_held, "Assets:Float", false},
    ExportedKind{AccountKind::float_spent, "Expenses:FloatSpent", false},
    ExportedKind{AccountKind::suspense, "Equity:Suspense", true},
    ExportedKind{AccountKind::client_paid_in, "Assets:ClientsPaidIn", true},
    ExportedKind{AccountKind::partner_commission, "Liabilities:Partners", true},
    ExportedKind{AccountKind::worker_pending, "Liabilities:WorkersPending", true},
    ExportedKind{AccountKind::review_deposit, "Liabilities:ReviewDeposits", true},
    ExportedKind{AccountKind::payout_fee, "Income:PayoutFee", true},
    ExportedKind{AccountKind::reply_cost, "Equity:ReplyCosts", true},
    ExportedKind{AccountKind::referral_budget, "Expenses:Referrals", true},
    ExportedKind{AccountKind::bonus, "Equity:Bonuses", true},
};

/// Suspense of a reconciliation stands on the chain of what we hold.
constexpr std::string_view recon_owner = "recon:";

const ExportedKind& exported(AccountKind kind) {
    for (const ExportedKind& row : exported_kinds)
        if (row.kind == kind) return row;
    return exported_kinds.front();
}

bool is_owed(const Account& account) {
    if (account.kind == AccountKind::suspense && account.owner.starts_with(recon_owner))
        return false;
    return exported(account.kind).owed;
}

/// An owner as one part of a name: a capital first, then letters, digits and dashes. Any other byte
/// becomes its two hex digits behind a dash, so that two owners never share a name.
std::string name_part(std::string_view owner) {
    std::string part = "N";
    for (const char c : owner) {
        const bool plain =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        part += plain ? std::string(1, c) : "-" + to_hex(std::string_view(&c, 1));
    }
    return part;
}

/// Text inside quotes, or a CSV field.
std::string without_quotes(std::string_view text) {
    std::string kept;
    for (const char c : text)
        if (c >= ' ' && c != '"' && c != '\\') kept += c;
    return kept;
}

std::string signed_amount(std::int64_t micro) {
    const std::string text = format_amount(micro < 0 ? -micro : micro, exported_decimals);
    return micro < 0 ? "-" + text : text;
}

std::string csv_field(std::string_view text) {
    std::string kept = without_quotes(text);
    // A spreadsheet takes these for a formula.
    const bool formula = !kept.empty() && std::string_view("=+-@").find(kept[0]) != kept.npos;
    return "\"" + (formula ? "'" + kept : kept) + "\"";
}

std::chrono::year_month_day day_of(std::int64_t at_us) {
    const std::chrono::sys_time<std::chrono::microseconds> at{std::chrono::microseconds(at_us)};
    return std::chrono::floor<std::chrono::days>(at);
}

}  // namespace

std::optional<LedgerFormat> parse_ledger_format(std::string_view name) {
    if (name == "beancount") return LedgerFormat::beancount;
    if (name == "hledger") return LedgerFormat::hledger;
    if (name == "csv") return LedgerFormat::csv;
    return std::nullopt;
}

std::string exported_name(const Account& account) {
    std::string name(exported(account.kind).root);
    if (account.owner.empty()) return name;
    const bool worker = account.kind == AccountKind::worker_available ||
                        account.kind == AccountKind::worker_pending;
    return name + ":" + name_part(worker ? to_hex(account.owner) : account.owner);
}

std::string utc_date(std::int64_t at_us) {
    const auto day = day_of(at_us);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    return text.data();
}

std::string utc_time(std::int64_t at_us) {
    constexpr std::int64_t day_s = 86'400;
    const std::chrono::sys_days midnight = day_of(at_us);
    const std::int64_t second =
        std::chrono::floor<std::chrono::seconds>(std::chrono::microseconds(at_us)).count() -
        midnight.time_since_epoch().count() * day_s;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "T%02d:%02d:%02dZ", static_cast<int>(second / 3600),
                  static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
    return utc_date(at_us) + text.data();
}

std::string LedgerExport::head() const {
    switch (format_) {
        case LedgerFormat::beancount:
            return "option \"title\" \"Kazi\"\n";
        case LedgerFormat::hledger:
            return "; Kazi\n";
        case LedgerFormat::csv:
            break;
    }
    return "entry,time,cause,reference,account,currency,change,seal\n";
}

std::string LedgerExport::entry(const LedgerEntry& entry, std::string_view seal) {
    if (format_ == LedgerFormat::csv) return rows(entry, seal);
    return transaction(entry, seal);
}

/// Beancount wants each account opened once, on the day of its first use at the latest.
std::string LedgerExport::open_accounts(const LedgerEntry& entry, const std::string& date) {
    std::string text;
    for (const Posting& posting : entry.postings) {
        const std::string name = exported_name(posting.account);
        if (opened_.insert(name).second) text += date + " open " + name + "\n";
    }
    return text;
}

std::string LedgerExport::transaction(const LedgerEntry& entry, std::string_view seal) {
    const bool beancount = format_ == LedgerFormat::beancount;
    const std::string date = utc_date(entry.at_us);
    const std::string what = without_quotes(entry.cause + " " + entry.reference);
    std::string text = beancount ? open_accounts(entry, date) : std::string();
    text += beancount ? date + " * \"" + what + "\"\n" : date + " * " + what + "\n";
    const std::string_view comment = beancount ? "  " : "    ; ";
    text.append(comment).append("entry: \"").append(without_quotes(entry.id)).append("\"\n");
    text.append(comment).append("seal: \"").append(seal).append("\"\n");
    for (const Posting& posting : entry.postings) {
        if (posting.change.micro == 0) continue;
        const std::int64_t micro = posting.change.micro;
        text += "    " + exported_name(posting.account) + "  " +
                signed_amount(is_owed(posting.account) ? -micro : micro) + " " +
                std::string(posting.change.currency.code()) + "\n";
    }
    return text + "\n";
}

std::string LedgerExport::rows(const LedgerEntry& entry, std::string_view seal) {
    std::string text;
    for (const Posting& posting : entry.postings) {
        if (posting.change.micro == 0) continue;
        text += csv_field(entry.id) + "," + utc_time(entry.at_us) + "," + csv_field(entry.cause) +
                "," + csv_field(entry.reference) + "," + csv_field(to_string(posting.account)) +
                "," + std::string(posting.change.currency.code()) + "," +
                signed_amount(posting.change.micro) + "," + std::string(seal) + "\n";
    }
    return text;
}

}  // namespace kazi::billing
