// SPDX-License-Identifier: Apache-2.0
// A refused recipient stands in an answer whose status is 200. Our own message ids make a repeat
// harmless: the vendor refuses it by a code of its own.
#include "protocols/infobip_send.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "protocols/answer.hpp"
#include "protocols/proof.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

constexpr std::string_view send_path = "/sms/3/messages";

/// Every account has a host of its own, which may be all that the route names.
std::string url_of(const RouteSettings& settings) {
    std::string url = settings.send_url;
    const std::size_t scheme = url.find("://");
    const std::size_t path = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    if (path == std::string::npos) return url.append(send_path);
    return path + 1 == url.size() ? url.append(send_path.substr(1)) : url;
}

/// The first of a list joined by commas, which is shortened by it.
std::string_view next_of(std::string_view& list) {
    const std::string_view first = list.substr(0, list.find(','));
    list.remove_prefix(std::min(first.size() + 1, list.size()));
    return first;
}

json::array destinations_of(const OutboundSms& sms) {
    json::array destinations;
    std::string_view numbers = sms.to;
    std::string_view ids = sms.id;
    const bool several = numbers.find(',') != std::string_view::npos;
    const bool each_named = ids.find(',') != std::string_view::npos;
    while (!numbers.empty()) {
        std::string_view number = next_of(numbers);
        if (number.starts_with('+')) number.remove_prefix(1);
        json::object one;
        one["to"] = number;
        if (each_named) {
            one["messageId"] = next_of(ids);
        } else {
            one["messageId"] = several ? sms.id + "-" + std::string(number) : sms.id;
        }
        destinations.push_back(std::move(one));
    }
    return destinations;
}

json::object webhooks_of(const RouteSettings& settings) {
    json::object delivery;
    delivery["url"] = settings.callback_url;
    delivery["intermediateReport"] = false;
    json::object webhooks;
    webhooks["delivery"] = std::move(delivery);
    webhooks["contentType"] = "application/json";
    return webhooks;
}

json::object message_of(const OutboundSms& sms, const RouteSettings& settings) {
    const std::string& sender = sms.from.empty() ? settings.sender : sms.from;
    json::object message;
    if (!sender.empty()) message["sender"] = sender;
    message["destinations"] = destinations_of(sms);
    json::object content;
    content["text"] = sms.text;
    content["transliteration"] = "NONE";
    message["content"] = std::move(content);
    if (!settings.callback_url.empty()) message["webhooks"] = webhooks_of(settings);
    return message;
}

struct StatusOutcome {
    std::int64_t id;
    SendOutcome outcome;
};

/// What stands out among the ids of REJECTED; the others are plain refusals.
constexpr std::array<StatusOutcome, 7> rejected_outcomes = {{
    {10, SendOutcome::opted_out},  // do not disturb
    {12, SendOutcome::no_credit},
    {14, SendOutcome::opted_out},  // blocklisted number
    {17, SendOutcome::no_credit},  // prepaid package expired
    {20, SendOutcome::throttled},  // flooding filter
    {21, SendOutcome::retry},      // system error
    {23, SendOutcome::accepted},   // our id again: the first try was taken
}};

SendOutcome outcome_of_rejected(std::optional<std::int64_t> id) {
    for (const StatusOutcome& known : rejected_outcomes) {
        if (id == known.id) return known.outcome;
    }
    return SendOutcome::rejected;
}

SendOutcome outcome_of(const json::object& status) {
    switch (integer_member(status, "groupId").value_or(-1)) {
        case 0:
        case 1:
        case 3:
            return SendOutcome::accepted;
        case 2:
        case 4:
            return SendOutcome::rejected;
        case 5:
            return outcome_of_rejected(integer_member(status, "id"));
        default:
            return SendOutcome::in_doubt;
    }
}

std::optional<int> segments_of(const json::object& message) {
    constexpr std::int64_t segments_max = 255;
    auto count = integer_member(message, "smsCount");
    const json::value* details = message.if_contains("details");
    if (details != nullptr && details->is_object()) {
        count = integer_member(details->get_object(), "messageCount");
    }
    if (!count || *count < 1 || *count > segments_max) return std::nullopt;
    return static_cast<int>(*count);
}

SendResult read_message(const json::object& message) {
    SendResult result;
    result.to = text_member(message, "destination");
    if (result.to.empty()) result.to = text_member(message, "to");
    const json::value* status = message.if_contains("status");
    if (status != nullptr && status->is_object()) {
        result.outcome = outcome_of(status->get_object());
        result.code = text_member(status->get_object(), "name");
        if (result.code.empty()) result.code = text_member(status->get_object(), "id");
    }
    const bool may_have_left =
        result.outcome == SendOutcome::accepted || result.outcome == SendOutcome::in_doubt;
    if (may_have_left) result.message_id = text_member(message, "messageId");
    result.segments = segments_of(message);
    return result;
}

/// The recipients' results, or none when the answer has no list of them.
std::vector<SendResult> read_messages(const json::object& answer) {
    std::vector<SendResult> results;
    const json::value* messages = answer.if_contains("messages");
    if (messages == nullptr || !messages->is_array()) return results;
    for (const json::value& message : messages->get_array()) {
        if (!message.is_object()) return {};
        results.push_back(read_message(message.get_object()));
    }
    return results;
}

/// The vendor's own word for a refused request, in both shapes it has.
std::string error_of(const json::object& answer) {
    if (std::string code = text_member(answer, "errorCode"); !code.empty()) return code;
    const json::value* error = answer.if_contains("requestError");
    if (error == nullptr || !error->is_object()) return {};
    const json::value* service = error->get_object().if_contains("serviceException");
    if (service == nullptr || !service->is_object()) return {};
    return text_member(service->get_object(), "messageId");
}

}  // namespace

HttpRequest build_infobip_send(const OutboundSms& sms, const RouteSettings& settings,
                               const CallbackContext&) {
    json::object body;
    json::array messages;
    messages.push_back(message_of(sms, settings));
    body["messages"] = std::move(messages);
    HttpRequest request{"POST",
                        url_of(settings),
                        {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
                        json::serialize(body)};
    if (settings.username.empty()) {
        request.headers.push_back({"Authorization", "App " + settings.api_key});
    } else {
        add_credentials(request, settings);
    }
    return request;
}

std::vector<SendResult> parse_infobip_send(const HttpReply& reply, const RouteSettings&) {
    const auto answer = parse_answer(reply.body);
    std::vector<SendResult> results;
    if (answer && reply.status < 300) results = read_messages(*answer);
    if (!results.empty()) return results;
    std::string code = answer ? error_of(*answer) : std::string();
    SendOutcome outcome = outcome_of_http(reply.status);
    if (reply.status >= 500) outcome = SendOutcome::retry;
    if (reply.status < 300 && !code.empty()) outcome = SendOutcome::rejected;
    if (code.empty()) code = "http " + std::to_string(reply.status);
    return whole_request(outcome, std::move(code), reply);
}

}  // namespace kazi::protocols
