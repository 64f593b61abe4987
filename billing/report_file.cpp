// SPDX-License-Identifier: Apache-2.0
// A provider's report as CSV. Every amount is exact decimal text.
#include <charconv>

#include "billing/message_fields.hpp"
#include "billing/reconcile.hpp"
#include "billing/seconds.hpp"

namespace kazi::billing {

namespace {

constexpr std::size_t columns_max = 64;
constexpr std::int64_t time_s_max = 4'102'444'800;  // the year 2100

using Cells = std::vector<std::string>;

/// One record from the front of `rest`; quotes as RFC 4180 has them. Nothing: a quote that never
/// ends, or too many columns.
std::optional<Cells> take_record(std::string_view& rest) {
    Cells cells(1);
    bool quoted = false;
    std::size_t at = 0;
    for (; at < rest.size(); ++at) {
        const char c = rest[at];
        const bool doubled = quoted && c == '"' && at + 1 < rest.size() && rest[at + 1] == '"';
        if (doubled) {
            cells.back() += '"';
            ++at;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (quoted) {
            cells.back() += c;
        } else if (c == ',') {
            cells.emplace_back();
        } else if (c == '\n') {
            break;
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    rest.remove_prefix(at < rest.size() ? at + 1 : at);
    if (quoted || cells.size() > columns_max) return std::nullopt;
    return cells;
}

/// A record's cells by the names of the head line.
class Row {
public:
    Row(const Cells& head, const Cells& cells) : head_(head), cells_(cells) {}

    [[nodiscard]] std::string_view cell(std::string_view name) const {
        for (std::size_t i = 0; i < head_.size() && i < cells_.size(); ++i)
            if (head_[i] == name) return cells_[i];
        return {};
    }

private:
    const Cells& head_;
    const Cells& cells_;
};

boost::system::result<Money, std::string> money_of(std::string_view amount,
                                                   std::string_view currency) {
    const auto micro = parse_amount(amount);
    if (!micro) return micro.error();
    const auto code = Currency::parse(currency);
    if (!code) return code.error();
    return Money{*micro, *code};
}

std::optional<std::int64_t> time_of(std::string_view text) {
    if (text.empty()) return 0;
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (!whole || seconds < 0 || seconds > time_s_max) return std::nullopt;
    return seconds * us_per_s;
}

FieldResult<ReportLine> line_of(const Row& row) {
    ReportLine line;
    line.key = row.cell("key");
    line.provider_ref = row.cell("reference");
    line.receipt = row.cell("receipt");
    line.msisdn = row.cell("msisdn");
    if (!line.msisdn.empty() && !line.msisdn.starts_with('+')) line.msisdn.insert(0, 1, '+');
    if (!line.msisdn.empty() && !is_e164(line.msisdn))
        return FieldError{"msisdn: not a phone number"};
    const auto amount = money_of(row.cell("amount"), row.cell("currency"));
    if (!amount) return FieldError{"amount: " + amount.error()};
    line.amount = *amount;
    if (!row.cell("cost").empty()) {
        const auto currency = row.cell("cost_currency");
        const auto cost =
            money_of(row.cell("cost"), currency.empty() ? row.cell("currency") : currency);
        if (!cost) return FieldError{"cost: " + cost.error()};
        line.cost = *cost;
    }
    const auto at = time_of(row.cell("time"));
    if (!at) return FieldError{"time: not seconds since 1970"};
    line.at_us = *at;
    const auto status = row.cell("status");
    if (!status.empty() && status != "paid" && status != "reversed")
        return FieldError{"status: neither paid nor reversed"};
    line.reversed = status == "reversed";
    return line;
}

}  // namespace

boost::system::result<std::vector<ReportLine>, std::string> read_report(std::string_view csv) {
    if (csv.size() > report_bytes_max) return "the report is too long";
    const auto head = take_record(csv);
    if (!head) return "line 1: a quote that never ends, or too many columns";
    std::vector<ReportLine> lines;
    for (int number = 2; !csv.empty(); ++number) {
        const std::string name = "line " + std::to_string(number);
        const auto cells = take_record(csv);
        if (!cells) return name + ": a quote that never ends, or too many columns";
        if (cells->size() == 1 && cells->front().empty()) continue;
        auto line = line_of(Row(*head, *cells));
        if (!line) return name + ": " + line.error().text;
        line->name = name;
        lines.push_back(std::move(*line));
    }
    return lines;
}

}  // namespace kazi::billing
