// SPDX-License-Identifier: Apache-2.0
#include "gateway/certify/kit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "gateway/certify/cases.hpp"

namespace kazi::gateway::certify {

namespace {

std::string summary(const Findings& findings) {
    return fmt::format("{} passed, {} failed, {} not applicable", count(findings, Verdict::passed),
                       count(findings, Verdict::failed), count(findings, Verdict::not_applicable));
}

/// Whether anybody is there at all: a callback of no route is answered by whoever listens.
bool answers(const Order& order) {
    Order stranger = order;
    stranger.route = "certify-no-such-route";
    Connection connection(std::move(stranger));
    const protocols::HttpRequest request{
        "GET", order.to + "/hooks/certify-no-such-route/sms", {}, ""};
    return connection.send(request, connection.unproven_site()).has_value();
}

std::string cell(std::string text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '|') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

constexpr std::string_view left_behind = R"(
## What the run leaves behind
The test number is nobody's: the numbering plan's own example of a mobile number, or a SIM that the
operator lent. Where the dialect has SMS its worker opted out by the first message; the confirmation
of that STOP is the only SMS that a run sets off. In any case it agreed to nothing, holds no question
and no money, and is offered none. Refused callbacks stand in the daemon's log and counters as any
would; those that were no forgery are kept raw for the operator.

## Signed
| | name | role | date | signature |
| --- | --- | --- | --- | --- |
| for the operator of Kazi | | | | |
| for the aggregator or telco | | | | |
)";

}  // namespace

std::optional<Findings> certify(const Order& order) {
    if (!answers(order)) return std::nullopt;
    Connection connection(order);
    Findings findings;
    try_sms(connection, findings);
    try_reports(connection, findings);
    try_ussd(connection, findings);
    return findings;
}

std::string table(const Findings& findings) {
    std::size_t width = 0;
    for (const Finding& finding : findings)
        width = std::max(width, finding.name.size());
    std::string text;
    for (const Finding& finding : findings) {
        text += fmt::format("{:<4}  {:<4}  {:<{}}  {}\n", to_string(finding.verdict), finding.kind,
                            finding.name, width, finding.reason);
    }
    return text + summary(findings) + "\n";
}

std::string report(const Order& order, const Findings& findings, const std::string& date) {
    std::string text = fmt::format("# Certification of the connection `{}`\n\n", order.route);
    text += fmt::format("| | |\n| --- | --- |\n| date | {} |\n| route | `{}` |\n| dialect | {} |\n",
                        date, order.route, order.dialect->name);
    text += fmt::format("| daemon | {} |\n| test number | {} |\n| run | {} |\n", order.to,
                        order.number, order.run);
    text += fmt::format("| result | **{}** |\n\n## Cases\n", summary(findings));
    text += "| # | kind | case | result | what was seen, or why it does not apply |\n";
    text += "| --- | --- | --- | --- | --- |\n";
    std::size_t number = 0;
    for (const Finding& finding : findings) {
        text += fmt::format("| {} | {} | {} | {} | {} |\n", ++number, finding.kind, finding.name,
                            to_string(finding.verdict), cell(finding.reason));
    }
    return text + std::string(left_behind);
}

}  // namespace kazi::gateway::certify
