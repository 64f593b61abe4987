// SPDX-License-Identifier: Apache-2.0
#include "gateway/sender/parcel_wire.hpp"

namespace kazi::gateway::sender {

using protocols::SendOutcome;
using protocols::SendResult;

protocols::OutboundSms sms_of(const Parcel& parcel) {
    protocols::OutboundSms sms;
    sms.text = parcel.letters.front().message.text;
    for (const Letter& letter : parcel.letters) {
        if (!sms.to.empty()) {
            sms.to += ',';
            sms.id += ',';
        }
        sms.to += letter.msisdn;
        sms.id += records::message_id(letter.message);
    }
    return sms;
}

std::string our_report_id(const hooks::Route& route, const records::OutboxMessage& message) {
    const protocols::Dialect& dialect = *route.dialect;
    if (dialect.reports_by_our_id) return records::message_id(message);
    if (dialect.other_report_id == nullptr) return {};
    return dialect.other_report_id(records::message_id(message), route.settings);
}

std::vector<SendResult> results_of(const hooks::Route& route, const http::HttpOutcome& outcome) {
    std::vector<SendResult> results(1);
    if (const auto* answered = std::get_if<http::Answered>(&outcome)) {
        auto told = route.dialect->parse_send(answered->reply, route.settings);
        return told.empty() ? results : told;
    }
    const bool nothing_left = std::holds_alternative<http::NotSent>(outcome);
    results.front().outcome = nothing_left ? SendOutcome::retry : SendOutcome::in_doubt;
    return results;
}

}  // namespace kazi::gateway::sender
