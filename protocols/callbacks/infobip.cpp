// SPDX-License-Identifier: Apache-2.0
// Lists of one; numbers without a plus, times with an offset without a colon. A USSD session has an
// address of its own below the hook.
#include <algorithm>
#include <array>
#include <boost/json/array.hpp>

#include "protocols/callbacks/wire.hpp"
#include "protocols/callbacks/writers.hpp"
#include "protocols/form.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols::callbacks {

namespace {

namespace json = boost::json;

HttpRequest post_results(std::string url, json::object entry) {
    json::object body;
    body["results"] = json::array{std::move(entry)};
    body["messageCount"] = 1;
    body["pendingMessageCount"] = 0;
    return post_json(std::move(url), body);
}

std::optional<HttpRequest> sms(const InboundSms& sms, const CallbackSite& site) {
    json::object entry;
    entry["messageId"] = sms.message_id;
    entry["from"] = digits_of(sms.from);
    entry["to"] = digits_of(sms.to);
    entry["text"] = sms.text;
    if (sms.received_at) entry["receivedAt"] = utc_time(*sms.received_at, 'T') + ".000+0000";
    entry["smsCount"] = 1;
    entry["callbackData"] = nullptr;
    return post_results(site.hooks + "/sms", std::move(entry));
}

struct StatusOf {
    DeliveryStatus status;
    int group;
    std::string_view group_name;
    int id;
};

constexpr std::array<StatusOf, 7> statuses = {{
    {DeliveryStatus::accepted, 1, "PENDING", 26},
    {DeliveryStatus::sent, 1, "PENDING", 7},
    {DeliveryStatus::delivered, 3, "DELIVERED", 5},
    {DeliveryStatus::failed, 2, "UNDELIVERABLE", 9},
    {DeliveryStatus::rejected, 5, "REJECTED", 6},
    {DeliveryStatus::expired, 4, "EXPIRED", 15},
    {DeliveryStatus::unknown, 77, unheard_of, 777},
}};

json::object error_of(const DeliveryReport& report) {
    json::object error;
    const auto number = report.error ? parse_whole_number(*report.error) : std::nullopt;
    if (number || !report.error) {
        error["id"] = number.value_or(0);
    } else {
        error["id"] = *report.error;
    }
    return error;
}

std::optional<HttpRequest> dlr(const DeliveryReport& report, const CallbackSite& site) {
    const auto known = std::ranges::find(statuses, report.status, &StatusOf::status);
    if (known == statuses.end()) return std::nullopt;
    json::object status;
    status["groupId"] = known->group;
    status["groupName"] = known->group_name;
    status["id"] = known->id;
    json::object entry;
    entry["messageId"] = report.message_id;
    if (report.to) entry["to"] = digits_of(*report.to);
    entry["status"] = std::move(status);
    entry["error"] = error_of(report);
    return post_results(site.hooks + "/dlr", std::move(entry));
}

std::optional<HttpRequest> ussd(const UssdTurn& turn, const CallbackSite& site) {
    const std::string session = site.hooks + "/ussd/session/" + percent_encode(turn.session_id);
    json::object body;
    body["msisdn"] = digits_of(turn.from);
    if (turn.event == UssdEvent::end) {
        body["exitCode"] = 200;
        HttpRequest request = post_json(session + "/end", body);
        request.method = "PUT";
        return request;
    }
    body["text"] = turn.input;
    body["shortCode"] = turn.service_code;
    if (turn.event == UssdEvent::begin) return post_json(session + "/start", body);
    if (turn.event == UssdEvent::input) return post_json(session + "/response", body);
    return std::nullopt;
}

std::optional<UssdPage> read_page(const HttpReply& reply) {
    return read_json_page(reply, "ussdMenu", "shouldClose", false);
}

}  // namespace

const CallbackWriter infobip = {.dialect = "infobip",
                                .sms = sms,
                                .dlr = dlr,
                                .ussd = ussd,
                                .prove = prove_by_header,
                                .read_page = read_page};

}  // namespace kazi::protocols::callbacks
