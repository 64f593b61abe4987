// SPDX-License-Identifier: Apache-2.0
// JSON; messages and reports to one address, told apart by an empty text. A message may have an id
// here though the aggregator gives none: what replays one must be able to name it.
#include <array>

#include "protocols/answer.hpp"
#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"

namespace kazi::protocols::callbacks {

namespace {

namespace json = boost::json;

std::optional<HttpRequest> sms(const InboundSms& sms, const CallbackSite& site) {
    constexpr std::int64_t ms_of_a_second = 1000;
    if (sms.text.empty()) return std::nullopt;
    json::object body;
    if (sms.message_id.empty()) {
        body["id"] = nullptr;
    } else {
        body["id"] = sms.message_id;
    }
    body["senderAddress"] = digits_of(sms.from);
    body["receiverAddress"] = digits_of(sms.to);
    body["message"] = sms.text;
    if (sms.received_at) body["created"] = *sms.received_at * ms_of_a_second;
    return post_json(site.hooks + "/sms", body);
}

constexpr std::array<WordFor, 7> words = {{{DeliveryStatus::delivered, "DeliveredToTerminal"},
                                           {DeliveryStatus::sent, "DeliveredToNetwork"},
                                           {DeliveryStatus::accepted, "ACCEPTD"},
                                           {DeliveryStatus::buffered, "MessageWaiting"},
                                           {DeliveryStatus::expired, "EXPIRED"},
                                           {DeliveryStatus::failed, "DeliveryImpossible"},
                                           {DeliveryStatus::rejected, "REJECTED"}}};

std::optional<HttpRequest> dlr(const DeliveryReport& report, const CallbackSite& site) {
    json::object body;
    body["transactionId"] = report.message_id;
    body["deliveryStatus"] = word_for(report.status, words);
    if (report.to) body["receiverAddress"] = digits_of(*report.to);
    return post_json(site.hooks + "/dlr", body);
}

std::string_view type_of(UssdEvent event) {
    switch (event) {
        case UssdEvent::begin:
            return "0";
        case UssdEvent::input:
            return "1";
        case UssdEvent::end:
            return "2";
        case UssdEvent::abort:
            return "4";
        case UssdEvent::timeout:
            return "5";
    }
    return "1";
}

std::optional<HttpRequest> ussd(const UssdTurn& turn, const CallbackSite& site) {
    json::object body;
    body["sessionId"] = turn.session_id;
    body["messageType"] = type_of(turn.event);
    body["msisdn"] = digits_of(turn.from);
    body["serviceCode"] = turn.service_code;
    const bool begins = turn.event == UssdEvent::begin;
    body["ussdString"] = begins ? dialled(turn.service_code, turn.input) : turn.input;
    return post_json(site.hooks + "/ussd", body);
}

std::optional<UssdPage> read_page(const HttpReply& reply) {
    const auto answer = parse_answer(reply.body);
    const json::value* inside = answer ? answer->if_contains("data") : nullptr;
    if (inside == nullptr || !inside->is_object()) return std::nullopt;
    const json::value* more = inside->get_object().if_contains("userInputRequired");
    if (more == nullptr || !more->is_bool()) return std::nullopt;
    return UssdPage{text_member(inside->get_object(), "inboundResponse"), more->get_bool()};
}

}  // namespace

const CallbackWriter mtn = {.dialect = "mtn",
                            .sms = sms,
                            .dlr = dlr,
                            .ussd = ussd,
                            .prove = prove_by_header,
                            .read_page = read_page};

}  // namespace kazi::protocols::callbacks
