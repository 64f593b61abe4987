// SPDX-License-Identifier: Apache-2.0
// One shape for SMS and USSD; a session is a channel and a number.
#include <array>

#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"

namespace kazi::protocols::callbacks {

namespace {

namespace json = boost::json;

std::optional<HttpRequest> sms(const InboundSms& sms, const CallbackSite& site) {
    json::object body;
    body["message_id"] = sms.message_id;
    body["from"] = sms.from;
    body["to"] = sms.to;
    body["content"] = sms.text;
    if (sms.received_at) body["timestamp"] = utc_time(*sms.received_at, ' ') + ".000000";
    body["channel_id"] = "sms";
    body["reply_to"] = nullptr;
    body["group"] = nullptr;
    body["channel_data"] = json::object();
    return post_json(site.hooks + "/sms", body);
}

constexpr std::array<WordFor, 5> words = {{{DeliveryStatus::sent, "submitted"},
                                           {DeliveryStatus::rejected, "rejected"},
                                           {DeliveryStatus::delivered, "delivery_succeeded"},
                                           {DeliveryStatus::failed, "delivery_failed"},
                                           {DeliveryStatus::buffered, "delivery_pending"}}};

std::optional<HttpRequest> dlr(const DeliveryReport& report, const CallbackSite& site) {
    const std::string_view word = word_for(report.status, words);
    if (word.empty()) return std::nullopt;
    json::object details;
    if (report.error) details["reason"] = *report.error;
    json::object body;
    body["event_type"] = word;
    body["message_id"] = report.message_id;
    body["channel_id"] = "sms";
    body["event_details"] = std::move(details);
    return post_json(site.hooks + "/dlr", body);
}

std::string_view word_of(UssdEvent event) {
    if (event == UssdEvent::begin) return "new";
    if (event == UssdEvent::input) return "resume";
    return event == UssdEvent::end ? "close" : "";
}

/// What stands before the number in a session of this dialect.
std::string channel_of(const UssdTurn& turn) {
    const std::string tail = ":" + turn.from;
    std::string channel = turn.session_id;
    if (channel.ends_with(tail)) channel.resize(channel.size() - tail.size());
    return channel;
}

std::optional<HttpRequest> ussd(const UssdTurn& turn, const CallbackSite& site) {
    const std::string_view word = word_of(turn.event);
    if (word.empty()) return std::nullopt;
    json::object channel_data;
    channel_data["session_event"] = word;
    json::object body;
    body["channel_data"] = std::move(channel_data);
    body["from"] = turn.from;
    body["to"] = turn.service_code;
    body["channel_id"] = channel_of(turn);
    body["message_id"] = turn.message_id;
    if (turn.event == UssdEvent::input) {
        body["content"] = turn.input;
    } else {
        body["content"] = nullptr;
    }
    body["reply_to"] = nullptr;
    body["group"] = nullptr;
    return post_json(site.hooks + "/ussd", body);
}

}  // namespace

const CallbackWriter junebug = {
    .dialect = "junebug", .sms = sms, .dlr = dlr, .ussd = ussd, .prove = prove_by_header};

}  // namespace kazi::protocols::callbacks
