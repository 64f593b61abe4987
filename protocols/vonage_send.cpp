// SPDX-License-Identifier: Apache-2.0
// The SMS API answers 200 whatever happened and lists the parts of the message, each with a status,
// a price and an id of its own. Neither API knows an idempotency key.
#include "protocols/vonage_send.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <limits>
#include <span>

#include "protocols/answer.hpp"
#include "protocols/base64.hpp"
#include "protocols/cost.hpp"
#include "protocols/form.hpp"
#include "protocols/gsm_text.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

constexpr std::string_view sms_api_url = "https://rest.nexmo.com/sms/json";
/// Longer references are refused by accounts on the older rules.
constexpr std::size_t reference_characters_max = 40;

std::string_view without_plus(std::string_view number) {
    return number.substr(number.starts_with('+') ? 1 : 0);
}

std::string_view sender_of(const OutboundSms& sms, const RouteSettings& settings) {
    return without_plus(sms.from.empty() ? settings.sender : sms.from);
}

bool is_reference(std::string_view id) {
    return !id.empty() && id.size() <= reference_characters_max;
}

HttpRequest build_form(const OutboundSms& sms, const RouteSettings& settings) {
    HttpRequest request;
    request.method = "POST";
    request.url = settings.send_url.empty() ? sms_api_url : settings.send_url;
    request.headers = {{"Accept", "application/json"},
                       {"Content-Type", "application/x-www-form-urlencoded"}};
    const bool gsm = measure_sms(sms.text).encoding == SmsEncoding::gsm7;
    append_form_field(request.body, "api_key", settings.username);
    append_form_field(request.body, "api_secret", settings.api_key);
    append_form_field(request.body, "from", sender_of(sms, settings));
    append_form_field(request.body, "to", without_plus(sms.to));
    append_form_field(request.body, "text", sms.text);
    append_form_field(request.body, "type", gsm ? "text" : "unicode");
    append_form_field(request.body, "status-report-req", "1");
    if (!settings.callback_url.empty()) {
        append_form_field(request.body, "callback", settings.callback_url);
    }
    if (is_reference(sms.id)) append_form_field(request.body, "client-ref", sms.id);
    return request;
}

HttpRequest build_message(const OutboundSms& sms, const RouteSettings& settings) {
    json::object body;
    body["message_type"] = "text";
    body["text"] = sms.text;
    body["to"] = without_plus(sms.to);
    body["from"] = sender_of(sms, settings);
    body["channel"] = "sms";
    if (is_reference(sms.id)) body["client_ref"] = sms.id;
    return {
        "POST",
        settings.send_url,
        {{"Authorization", "Basic " + base64_encode(settings.username + ":" + settings.api_key)},
         {"Accept", "application/json"},
         {"Content-Type", "application/json"}},
        json::serialize(body)};
}

struct SendCode {
    std::int64_t code;
    SendOutcome outcome;
};

/// Of the SMS API. All but 0 are a no, also those that are not listed.
constexpr std::array<SendCode, 10> part_codes = {{
    {0, SendOutcome::accepted},
    {1, SendOutcome::throttled},
    {4, SendOutcome::stop_route},
    {5, SendOutcome::retry},
    {8, SendOutcome::stop_route},
    {9, SendOutcome::no_credit},
    {10, SendOutcome::retry},
    {11, SendOutcome::stop_route},
    {14, SendOutcome::stop_route},
    {32, SendOutcome::stop_route},
}};

/// Of the Messages API's problems.
constexpr std::array<SendCode, 9> problem_codes = {{
    {1000, SendOutcome::throttled},
    {1010, SendOutcome::rejected},
    {1020, SendOutcome::rejected},
    {1030, SendOutcome::retry},
    {1040, SendOutcome::rejected},
    {1050, SendOutcome::rejected},
    {1060, SendOutcome::stop_route},
    {1070, SendOutcome::no_credit},
    {1080, SendOutcome::stop_route},
}};

template <std::size_t N>
SendOutcome outcome_of(const std::array<SendCode, N>& codes, std::int64_t code,
                       SendOutcome otherwise) {
    const auto known = std::ranges::find(codes, code, &SendCode::code);
    return known == codes.end() ? otherwise : known->outcome;
}

/// Whole seconds that hold the milliseconds of "… please wait [ N ] and retry".
std::optional<std::int64_t> wait_told(std::string_view text) {
    constexpr std::int64_t milliseconds = 1000;
    const std::size_t open = text.find('[');
    if (open == std::string_view::npos) return std::nullopt;
    const auto wait_ms =
        parse_whole_number(trim(text.substr(open + 1, text.find(']', open) - open - 1)));
    if (!wait_ms) return std::nullopt;
    return *wait_ms / milliseconds + (*wait_ms % milliseconds == 0 ? 0 : 1);
}

SendResult read_part(const json::object& part) {
    SendResult result;
    result.to = text_member(part, "to");
    result.code = text_member(part, "status");
    const auto code = integer_member(part, "status");
    result.outcome =
        code ? outcome_of(part_codes, *code, SendOutcome::rejected) : SendOutcome::in_doubt;
    if (result.outcome == SendOutcome::throttled) {
        result.retry_after_s = wait_told(text_member(part, "error-text"));
    }
    if (result.outcome != SendOutcome::accepted) return result;
    result.message_id = text_member(part, "message-id");
    if (const auto cost = parse_cost(text_member(part, "message-price"))) {
        result.cost_micro = cost->micro;
        result.currency = "EUR";
    }
    return result;
}

/// Both amounts together, or nothing when one of them is not known or the sum is beyond reason.
std::optional<std::int64_t> sum_of(std::optional<std::int64_t> left,
                                   std::optional<std::int64_t> right) {
    if (!left || !right || *left > std::numeric_limits<std::int64_t>::max() - *right) {
        return std::nullopt;
    }
    return *left + *right;
}

/// One message of its parts: taken when all are. A part that was refused speaks for the whole,
/// which can't be read without it.
SendResult join_parts(std::vector<SendResult> parts) {
    const auto refused = std::ranges::find_if(
        parts, [](const SendResult& part) { return part.outcome != SendOutcome::accepted; });
    if (refused != parts.end()) return std::move(*refused);
    SendResult whole = parts.front();
    whole.segments = static_cast<int>(parts.size());
    for (const SendResult& part : std::span(parts).subspan(1)) {
        whole.further_ids.push_back(part.message_id);
        whole.cost_micro = sum_of(whole.cost_micro, part.cost_micro);
    }
    if (!whole.cost_micro) whole.currency.clear();
    return whole;
}

/// Nothing when the answer is not the SMS API's.
std::optional<SendResult> read_parts(const json::object& answer) {
    constexpr std::size_t parts_max = 255;
    const json::value* listed = answer.if_contains("messages");
    if (listed == nullptr || !listed->is_array()) return std::nullopt;
    if (listed->get_array().empty() || listed->get_array().size() > parts_max) return std::nullopt;
    std::vector<SendResult> parts;
    for (const json::value& part : listed->get_array()) {
        if (!part.is_object()) return std::nullopt;
        parts.push_back(read_part(part.get_object()));
    }
    return join_parts(std::move(parts));
}

/// A problem's number: its title, or the end of its type's address.
std::optional<std::int64_t> problem_code(const json::object& problem) {
    if (const auto code = integer_member(problem, "title")) return code;
    const std::string type = text_member(problem, "type");
    return parse_whole_number(std::string_view(type).substr(type.rfind('#') + 1));
}

}  // namespace

HttpRequest build_vonage_send(const OutboundSms& sms, const RouteSettings& settings,
                              const CallbackContext&) {
    const bool messages_api = settings.send_url.ends_with("/messages");
    return messages_api ? build_message(sms, settings) : build_form(sms, settings);
}

std::vector<SendResult> parse_vonage_send(const HttpReply& reply, const RouteSettings&) {
    const SendOutcome by_status = outcome_of_http(reply.status);
    const auto answer = parse_answer(reply.body);
    if (!answer) return whole_request(by_status, "http " + std::to_string(reply.status), reply);
    if (auto result = read_parts(*answer)) return {*std::move(result)};
    const bool taken = reply.status >= 200 && reply.status < 300;
    std::string id = text_member(*answer, "message_uuid");
    if (taken && !id.empty()) {
        SendResult result;
        result.outcome = SendOutcome::accepted;
        result.message_id = std::move(id);
        return {std::move(result)};
    }
    const auto code = problem_code(*answer);
    if (!code) return whole_request(by_status, "http " + std::to_string(reply.status), reply);
    return whole_request(outcome_of(problem_codes, *code, by_status), std::to_string(*code), reply);
}

}  // namespace kazi::protocols
