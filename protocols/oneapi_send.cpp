// SPDX-License-Identifier: Apache-2.0
// The correlator makes a repeat safe wherever it is taken, which Globe does not: trouble there
// leaves the outcome in doubt.
#include "protocols/oneapi_send.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "protocols/answer.hpp"
#include "protocols/form.hpp"
#include "protocols/msisdn.hpp"
#include "protocols/proof.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

bool is_globe(const RouteSettings& settings) {
    return settings.variant == "globe";
}

const std::string& sender_of(const OutboundSms& sms, const RouteSettings& settings) {
    return sms.from.empty() ? settings.sender : sms.from;
}

std::string json_body(const OutboundSms& sms, const RouteSettings& settings) {
    json::object message;
    message["message"] = sms.text;
    json::object request;
    request["address"] = json::array({tel_uri(sms.to)});
    request["senderAddress"] = tel_uri(sender_of(sms, settings));
    request["outboundSMSTextMessage"] = std::move(message);
    request["clientCorrelator"] = sms.id;
    if (!settings.callback_url.empty()) {
        json::object receipt;
        receipt["notifyURL"] = settings.callback_url;
        receipt["callbackData"] = sms.id;
        request["receiptRequest"] = std::move(receipt);
    }
    json::object body;
    body["outboundSMSMessageRequest"] = std::move(request);
    return json::serialize(body);
}

std::string form_body(const OutboundSms& sms, const RouteSettings& settings) {
    std::string form;
    append_form_field(form, "address", tel_uri(sms.to));
    append_form_field(form, "message", sms.text);
    append_form_field(form, "senderAddress", tel_uri(sender_of(sms, settings)));
    append_form_field(form, "clientCorrelator", sms.id);
    if (!settings.callback_url.empty()) {
        append_form_field(form, "notifyURL", settings.callback_url);
        append_form_field(form, "callbackData", sms.id);
    }
    return form;
}

std::string globe_body(const OutboundSms& sms, const RouteSettings& settings) {
    json::object body;
    body["address"] = tel_uri(sms.to);
    body["message"] = sms.text;
    body["passphrase"] = settings.passphrase;
    body["app_id"] = settings.username;
    body["app_secret"] = settings.api_key;
    return json::serialize(body);
}

std::string without_slash(std::string_view url) {
    if (url.ends_with('/')) url.remove_suffix(1);
    return std::string(url);
}

/// Globe names its applications by the last digits of their short code.
std::string globe_url(const RouteSettings& settings, std::string_view sender) {
    constexpr std::size_t digits_named = 4;
    sender.remove_prefix(sender.size() - std::min(sender.size(), digits_named));
    return without_slash(settings.send_url) + "/" + std::string(sender) + "/requests";
}

struct ErrorWord {
    std::string_view word;
    SendOutcome outcome;
};

constexpr std::array<ErrorWord, 2> error_words = {{
    {"SVC0001", SendOutcome::retry},
    {"SVC0005", SendOutcome::accepted},  // our correlator again: the first try was taken
}};

SendOutcome outcome_of_error(std::string_view word, int http) {
    for (const ErrorWord& known : error_words) {
        if (known.word == word) return known.outcome;
    }
    const SendOutcome told = outcome_of_http(http);
    return told == SendOutcome::throttled ? told : SendOutcome::rejected;
}

/// "SVC0002" of a service exception or "POL0001" of a policy exception; empty when there is none.
std::string error_of(const json::object& answer) {
    const json::value* error = answer.if_contains("requestError");
    if (error == nullptr) return {};
    if (!error->is_object()) return "requestError";
    for (const std::string_view kind : {"serviceException", "policyException"}) {
        const json::value* exception = error->get_object().if_contains(kind);
        if (exception == nullptr || !exception->is_object()) continue;
        std::string word = text_member(exception->get_object(), "messageId");
        return word.empty() ? std::string(kind) : word;
    }
    return "requestError";
}

/// The last part of the resource's address.
std::string id_of(const json::object& answer) {
    const json::value* reference = answer.if_contains("resourceReference");
    if (reference == nullptr || !reference->is_object()) return {};
    const std::string url = without_slash(text_member(reference->get_object(), "resourceURL"));
    const std::size_t slash = url.rfind('/');
    return slash == std::string::npos ? url : url.substr(slash + 1);
}

SendOutcome outcome_without_word(int http, const RouteSettings& settings) {
    if (http == 200 || http == 201) return SendOutcome::accepted;
    if (http >= 500 && !is_globe(settings)) return SendOutcome::retry;
    return outcome_of_http(http);
}

}  // namespace

std::string tel_uri(std::string_view address) {
    return "tel:" + std::string(without_scheme(address));
}

std::string address_resource(std::string_view url, std::string_view address) {
    return without_slash(url) + "/" + percent_encode(tel_uri(address));
}

HttpRequest build_oneapi_send(const OutboundSms& sms, const RouteSettings& settings,
                              const CallbackContext&) {
    const std::string& sender = sender_of(sms, settings);
    HttpRequest request{"POST", address_resource(settings.send_url, sender) + "/requests", {}, ""};
    std::string type = "application/json";
    if (is_globe(settings)) {
        request.url = globe_url(settings, sender);
        request.body = globe_body(sms, settings);
    } else if (settings.variant == "form") {
        type = "application/x-www-form-urlencoded";
        request.body = form_body(sms, settings);
    } else {
        request.body = json_body(sms, settings);
    }
    request.headers = {{"Content-Type", type}, {"Accept", "application/json"}};
    if (!is_globe(settings)) add_credentials(request, settings);
    return request;
}

std::vector<SendResult> parse_oneapi_send(const HttpReply& reply, const RouteSettings& settings) {
    const auto answer = parse_answer(reply.body);
    const std::string error = answer ? error_of(*answer) : std::string();
    if (!error.empty()) {
        return whole_request(outcome_of_error(error, reply.status), error, reply);
    }
    auto results = whole_request(outcome_without_word(reply.status, settings),
                                 "http " + std::to_string(reply.status), reply);
    if (answer && results.front().outcome == SendOutcome::accepted) {
        results.front().message_id = id_of(*answer);
    }
    return results;
}

}  // namespace kazi::protocols
