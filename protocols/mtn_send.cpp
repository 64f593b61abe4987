// SPDX-License-Identifier: Apache-2.0
// One transaction id stands for a whole request, so a request names one recipient. Nothing says
// that a client's correlator makes a repeat harmless: after a 5xx nobody knows.
#include "protocols/mtn_send.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "protocols/answer.hpp"
#include "protocols/form.hpp"
#include "protocols/status_word.hpp"

namespace kazi::protocols::mtn_api {

namespace {

namespace json = boost::json;

constexpr std::string_view live_host = "https://api.mtn.com";
constexpr std::string_view send_path_v2 = "/v2/messages/sms/outbound";
constexpr std::string_view send_path_v3 = "/v3/sms/messages/sms/outbound";
constexpr std::string_view token_path =
    "/v1/oauth/access_token/accesstoken?grant_type=client_credentials";
constexpr std::string_view taken = "0000";
constexpr std::string_view system_error = "3001";
constexpr std::size_t correlator_chars_max = 36;
constexpr std::int64_t lifetime_untold_s = 300;

bool is_third_generation(const RouteSettings& settings) {
    return settings.variant == "v3";
}

/// Scheme and host of the route's address.
std::string host_of(const RouteSettings& settings) {
    const std::string& url = settings.send_url;
    if (url.empty()) return std::string(live_host);
    const std::size_t scheme = url.find("://");
    return url.substr(0, url.find('/', scheme == std::string::npos ? 0 : scheme + 3));
}

std::string send_url_of(const RouteSettings& settings) {
    if (!settings.send_url.empty()) return settings.send_url;
    const bool v3 = is_third_generation(settings);
    return std::string(live_host).append(v3 ? send_path_v3 : send_path_v2);
}

constexpr std::array<StatusWord, 16> status_words = {{
    {"DELIVRD", DeliveryStatus::delivered},
    {"DELIVERED", DeliveryStatus::delivered},
    {"DeliveredToTerminal", DeliveryStatus::delivered},
    {"DeliveredToNetwork", DeliveryStatus::sent},
    {"DeliveryUncertain", DeliveryStatus::sent},
    {"ENROUTE", DeliveryStatus::sent},
    {"ACCEPTD", DeliveryStatus::accepted},
    {"MessageWaiting", DeliveryStatus::buffered},
    {"EXPIRED", DeliveryStatus::expired},
    {"DeliveryImpossible", DeliveryStatus::failed},
    {"UNDELIV", DeliveryStatus::failed},
    {"UNDELIVERABLE", DeliveryStatus::failed},
    {"REJECTED", DeliveryStatus::rejected},
    {"REJECTD", DeliveryStatus::rejected},
    {"DELETED", DeliveryStatus::rejected},
    {"UNKNOWN", DeliveryStatus::unknown},
}};

json::object body_of(const OutboundSms& sms, const RouteSettings& settings) {
    const bool v3 = is_third_generation(settings);
    json::object body;
    body["senderAddress"] = sms.from.empty() ? settings.sender : sms.from;
    body["receiverAddress"] = json::array{sms.to.substr(sms.to.starts_with('+') ? 1 : 0)};
    body["message"] = sms.text;
    if (!v3) {
        body["clientCorrelator"] = correlator_of(sms.id, settings);
        return body;
    }
    body["clientCorrelatorId"] = correlator_of(sms.id, settings);
    body["serviceCode"] = settings.sender;
    body["requestDeliveryReceipt"] = true;
    return body;
}

/// A message that the answer itself calls refused, whatever the HTTP status.
bool is_refused(const json::object& answer) {
    const json::value* data = answer.if_contains("data");
    if (data == nullptr || !data->is_object()) return false;
    const DeliveryStatus status = status_of(text_member(data->get_object(), "status"));
    return is_final(status) && status != DeliveryStatus::delivered;
}

SendOutcome outcome_of(const HttpReply& reply, const json::object& answer) {
    const std::string code = text_member(answer, "statusCode");
    if (reply.status == 401 || reply.status == 429) return outcome_of_http(reply.status);
    if (code == system_error && reply.status < 500) return SendOutcome::retry;
    if (reply.status < 200 || reply.status >= 300) return outcome_of_http(reply.status);
    if ((!code.empty() && code != taken) || is_refused(answer)) return SendOutcome::rejected;
    const bool has_id = !text_member(answer, "transactionId").empty();
    return has_id || code == taken ? SendOutcome::accepted : SendOutcome::in_doubt;
}

}  // namespace

DeliveryStatus status_of(std::string_view word) {
    return protocols::status_of(word, status_words);
}

// The end of an id tells messages apart, its beginning only people.
std::string correlator_of(std::string_view id, const RouteSettings& settings) {
    if (!is_third_generation(settings)) return std::string(id);
    return std::string(id.substr(id.size() - std::min(id.size(), correlator_chars_max)));
}

HttpRequest build_token(const RouteSettings& settings) {
    HttpRequest request{
        "POST",
        host_of(settings).append(token_path),
        {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}},
        ""};
    append_form_field(request.body, "client_id", settings.username);
    append_form_field(request.body, "client_secret", settings.api_key);
    return request;
}

std::optional<AccessToken> parse_token(const HttpReply& reply) {
    if (reply.status < 200 || reply.status >= 300) return std::nullopt;
    const auto answer = parse_answer(reply.body);
    if (!answer) return std::nullopt;
    AccessToken token{text_member(*answer, "access_token"), lifetime_untold_s};
    if (token.text.empty()) return std::nullopt;
    const auto told = integer_member(*answer, "expires_in");
    if (told && *told > 0) token.lifetime_s = *told;
    return token;
}

HttpRequest build_send(const OutboundSms& sms, const RouteSettings& settings,
                       const CallbackContext& context) {
    return {"POST",
            send_url_of(settings),
            {{"Authorization", "Bearer " + context.access_token},
             {"Content-Type", "application/json"},
             {"Accept", "application/json"}},
            json::serialize(body_of(sms, settings))};
}

std::vector<SendResult> parse_send(const HttpReply& reply, const RouteSettings&) {
    const std::string http_code = "http " + std::to_string(reply.status);
    const auto answer = parse_answer(reply.body);
    if (!answer) {
        const bool unreadable = reply.status >= 200 && reply.status < 300;
        return whole_request(unreadable ? SendOutcome::in_doubt : outcome_of_http(reply.status),
                             http_code, reply);
    }
    std::string code = text_member(*answer, "statusCode");
    auto results = whole_request(outcome_of(reply, *answer),
                                 code.empty() ? http_code : std::move(code), reply);
    if (results.front().outcome == SendOutcome::accepted) {
        results.front().message_id = text_member(*answer, "transactionId");
    }
    return results;
}

}  // namespace kazi::protocols::mtn_api
