// SPDX-License-Identifier: Apache-2.0
// Forms, nothing signed: what proves a callback is the secret in its address.
#include <array>

#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"

namespace kazi::protocols::callbacks {

namespace {

std::optional<HttpRequest> sms(const InboundSms& sms, const CallbackSite& site) {
    Pairs pairs = {{"from", sms.from}, {"to", sms.to}, {"text", sms.text}};
    if (sms.received_at) pairs.emplace_back("date", utc_time(*sms.received_at, 'T') + "Z");
    pairs.emplace_back("id", sms.message_id);
    pairs.emplace_back("linkId", "");
    if (sms.network) pairs.emplace_back("networkCode", *sms.network);
    return post_form(site.hooks + "/sms", pairs);
}

constexpr std::array<WordFor, 6> words = {{{DeliveryStatus::sent, "Sent"},
                                           {DeliveryStatus::buffered, "Buffered"},
                                           {DeliveryStatus::delivered, "Success"},
                                           {DeliveryStatus::failed, "Failed"},
                                           {DeliveryStatus::rejected, "Rejected"},
                                           {DeliveryStatus::expired, "Expired"}}};

std::optional<HttpRequest> dlr(const DeliveryReport& report, const CallbackSite& site) {
    const std::string_view word = word_for(report.status, words);
    if (word.empty()) return std::nullopt;
    Pairs pairs = {{"id", report.message_id}, {"status", std::string(word)}};
    if (report.to) pairs.emplace_back("phoneNumber", *report.to);
    if (report.network) pairs.emplace_back("networkCode", *report.network);
    if (report.error) pairs.emplace_back("failureReason", *report.error);
    pairs.emplace_back("retryCount", "0");
    return post_form(site.hooks + "/dlr", pairs);
}

std::string_view status_of(UssdEvent event) {
    if (event == UssdEvent::timeout) return "Incomplete";
    return event == UssdEvent::abort ? "Failed" : "Success";
}

std::optional<HttpRequest> ussd(const UssdTurn& turn, const CallbackSite& site) {
    Pairs pairs = {{"sessionId", turn.session_id},
                   {"phoneNumber", turn.from},
                   {"serviceCode", turn.service_code}};
    if (turn.network) pairs.emplace_back("networkCode", *turn.network);
    const bool begins = turn.event == UssdEvent::begin;
    if (begins || turn.event == UssdEvent::input) {
        pairs.emplace_back("text", begins ? turn.input : turn.accumulated);
    } else {
        pairs.emplace_back("status", std::string(status_of(turn.event)));
        pairs.emplace_back("cost", "KES 0.10");
        pairs.emplace_back("input", turn.accumulated);
    }
    return post_form(site.hooks + "/ussd", pairs);
}

void prove(HttpRequest&, const CallbackSite&) {}

}  // namespace

const CallbackWriter africastalking = {.dialect = "africastalking",
                                       .sms = sms,
                                       .dlr = dlr,
                                       .ussd = ussd,
                                       .prove = prove,
                                       .read_page = read_con_end};

}  // namespace kazi::protocols::callbacks
