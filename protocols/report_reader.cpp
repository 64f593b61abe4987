// SPDX-License-Identifier: Apache-2.0
#include "protocols/report_reader.hpp"

#include <string>

namespace kazi::protocols {

DeliveryReport read_report(FieldReader& read, const ReportNames& names,
                           std::span<const StatusWord> words) {
    DeliveryReport report;
    report.message_id = read.id(names.id);
    if (!read.has(names.status)) read.refuse({400, std::string(names.status) + ": missing"});
    report.status = status_of(read.raw(names.status), words);
    report.final = is_final(report.status);
    if (!names.to.empty()) report.to = read.usable_subscriber(names.to);
    if (!names.error.empty()) report.error = read.reason(names.error, report.status);
    if (!names.network.empty()) report.network = read.network(names.network);
    return report;
}

}  // namespace kazi::protocols
