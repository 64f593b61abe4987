// SPDX-License-Identifier: Apache-2.0
// Everything wrapped twice, numbers as tel: addresses.
#include <array>
#include <boost/json/array.hpp>

#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"

namespace kazi::protocols::callbacks {

namespace {

namespace json = boost::json;

std::optional<HttpRequest> sms(const InboundSms& sms, const CallbackSite& site) {
    json::object entry;
    if (sms.received_at) entry["dateTime"] = utc_time(*sms.received_at, 'T') + "Z";
    entry["destinationAddress"] = "tel:" + sms.to;
    entry["messageId"] = sms.message_id;
    entry["message"] = sms.text;
    entry["resourceURL"] = nullptr;
    entry["senderAddress"] = "tel:" + sms.from;
    json::object list;
    list["inboundSMSMessage"] = json::array{std::move(entry)};
    list["numberOfMessagesInThisBatch"] = 1;
    list["totalNumberOfPendingMessages"] = 0;
    json::object body;
    body["inboundSMSMessageList"] = std::move(list);
    return post_json(site.hooks + "/sms", body);
}

constexpr std::array<WordFor, 4> words = {{{DeliveryStatus::delivered, "DeliveredToTerminal"},
                                           {DeliveryStatus::failed, "DeliveryImpossible"},
                                           {DeliveryStatus::sent, "DeliveredToNetwork"},
                                           {DeliveryStatus::buffered, "MessageWaiting"}}};

std::optional<HttpRequest> dlr(const DeliveryReport& report, const CallbackSite& site) {
    const std::string_view word = word_for(report.status, words);
    if (word.empty()) return std::nullopt;
    json::object entry;
    if (report.to) entry["address"] = "tel:" + *report.to;
    entry["deliveryStatus"] = word;
    json::object notification;
    notification["callbackData"] = report.message_id;
    notification["deliveryInfo"] = std::move(entry);
    json::object body;
    body["deliveryInfoNotification"] = std::move(notification);
    return post_json(site.hooks + "/dlr", body);
}

std::string_view action_of(UssdEvent event) {
    if (event == UssdEvent::begin) return "moinit";
    if (event == UssdEvent::input) return "mocont";
    return event == UssdEvent::end ? "mofin" : "";
}

std::optional<HttpRequest> ussd(const UssdTurn& turn, const CallbackSite& site) {
    const std::string_view action = action_of(turn.event);
    if (action.empty()) return std::nullopt;
    json::object answer_to;
    answer_to["notifyURL"] = site.hooks + "/ussd";
    answer_to["callbackData"] = "";
    json::object request;
    request["address"] = "tel:" + turn.from;
    request["sessionID"] = turn.session_id;
    request["shortCode"] = "tel:" + turn.service_code;
    request["keyword"] = "";
    request["inboundUSSDMessage"] = turn.input;
    request["clientCorrelator"] = turn.session_id;
    request["ussdAction"] = action;
    request["responseRequest"] = std::move(answer_to);
    json::object body;
    body["inboundUSSDMessageRequest"] = std::move(request);
    return post_json(site.hooks + "/ussd", body);
}

}  // namespace

const CallbackWriter oneapi = {
    .dialect = "oneapi", .sms = sms, .dlr = dlr, .ussd = ussd, .prove = prove_by_header};

}  // namespace kazi::protocols::callbacks
