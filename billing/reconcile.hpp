// SPDX-License-Identifier: Apache-2.0
// Reconciliation: a provider's own report against our attempts, both ways. What it shows becomes
// news for the payouts; what can't be explained goes to suspense, with its line as reference.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/ledger.hpp"
#include "billing/payout.hpp"
#include "billing/payout_machine.hpp"

namespace kazi::billing {

/// One line of a report. Fields that the report has not are empty.
struct ReportLine {
    std::string name;  ///< "line 17": what stands in the ledger as its reference
    std::string key;
    std::string provider_ref;
    std::string receipt;
    std::string msisdn;  ///< E.164 with plus
    Money amount;
    std::optional<Money> cost;  ///< what it took from our float, when told
    std::int64_t at_us = 0;     ///< 0: not told
    bool reversed = false;      ///< the money came back

    friend bool operator==(const ReportLine&, const ReportLine&) = default;
};

inline constexpr std::size_t report_bytes_max = 64U << 20U;

/// Reads a report as CSV with a head line. Columns are found by name: key, reference, receipt,
/// msisdn, amount, currency, cost, cost_currency, time (seconds since 1970), status ("paid" or
/// "reversed"); amount and currency are needed, others are passed over.
/// Fails: names the line and the column.
[[nodiscard]] boost::system::result<std::vector<ReportLine>, std::string> read_report(
    std::string_view csv);

struct ReconcileContext {
    std::string_view provider;
    std::string_view deployment_key;
    std::int64_t from_us = 0;   ///< the time the report covers
    std::int64_t until_us = 0;  ///< not included
    /// How far their clock may stand from ours where number and amount alone have to do.
    /// A quarter above the hour that a wrong summer time makes: money takes its time, too.
    std::int64_t clock_us = 4'500'000'000;
    /// The report is complete and its opening and closing balances add up: only then does absence
    /// prove that an attempt was not paid.
    bool proves_absence = false;
};

/// News for one payout of the list.
struct ReportNews {
    std::size_t payout = 0;
    Reported event;
    std::string line;  ///< the report line's name; empty: its absence
};

struct Reconciliation {
    std::vector<ReportNews> news;
    std::vector<std::size_t> extra_lines;   ///< nobody of ours: a person has to look
    std::vector<std::string> missing_paid;  ///< payouts that we hold for paid and it does not show
    Postings suspense;                      ///< of the extra lines: float → suspense
};

/// Each line finds at most one attempt and each attempt at most one line of each kind: by receipt,
/// their reference, our key, and last by number, amount and time when only one fits.
[[nodiscard]] Reconciliation reconcile(std::span<const ReportLine> lines,
                                       std::span<const Payout> payouts,
                                       const ReconcileContext& context);

/// What a line that belongs to nobody moved: it left the float, or came back to it.
void put_in_suspense(Postings& postings, const ReportLine& line, std::string_view provider);

/// True when opening − what the lines took + what they gave back = closing.
[[nodiscard]] bool balances_add_up(std::span<const ReportLine> lines, Money opening, Money closing);

}  // namespace kazi::billing
