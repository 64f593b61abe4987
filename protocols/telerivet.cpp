// SPDX-License-Identifier: Apache-2.0
// One webhook is told of everything that happens in a project, so most of it is refused quietly:
// anything but 200 comes again for a day. A phone says numbers as it saw them. Sending knows no
// idempotency key.
#include "protocols/telerivet.hpp"

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "protocols/answer.hpp"
#include "protocols/base64.hpp"
#include "protocols/body.hpp"
#include "protocols/cost.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/report_reader.hpp"
#include "protocols/signature.hpp"
#include "protocols/status_word.hpp"
#include "protocols/timestamp.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

constexpr std::string_view dialect_name = "telerivet";
constexpr std::string_view projects_url = "https://api.telerivet.com/v1/projects/";

/// The secret is a field of the form. A form that can't be read proves nothing.
std::optional<Refusal> check_proof(const Callback& callback, const Parsed<Fields>& fields,
                                   const RouteSettings& settings) {
    if (settings.secrets.empty()) return std::nullopt;
    if (settings.signature_method == "path") return check_target_secret(callback, settings.secrets);
    const Field* given = fields ? fields->find("secret") : nullptr;
    if (given == nullptr) return Refusal{403, "secret: missing"};
    if (!matches_any(given->value, settings.secrets)) return Refusal{403, "secret: wrong"};
    return std::nullopt;
}

Parsed<Fields> open_callback(const Callback& callback, const RouteSettings& settings) {
    auto fields = read_fields(callback, {.form = true});
    if (auto refusal = check_proof(callback, fields, settings)) return *std::move(refusal);
    return fields;
}

// --- SMS in -----------------------------------------------------------------------------------

/// What happened is told by a word that must be there; all but one are none of ours.
std::optional<Refusal> expect_word(const FieldReader& read, std::string_view name,
                                   std::string_view word) {
    if (read.raw(name) == word) return std::nullopt;
    if (read.raw(name).empty()) return Refusal{400, std::string(name) + ": missing"};
    return Refusal{200, std::string(name) + ": not " + std::string(word)};
}

std::string_view sender_field(const FieldReader& read) {
    static constexpr std::string_view full = "from_number_e164";
    return read.raw(full).empty() ? "from_number" : full;
}

Parsed<InboundSms> parse_sms(const Callback& callback, const RouteSettings& settings,
                             const CallbackContext&) {
    const auto fields = open_callback(callback, settings);
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    if (auto refusal = expect_word(read, "event", "incoming_message")) return *std::move(refusal);
    if (auto refusal = expect_word(read, "message_type", "sms")) return *std::move(refusal);
    InboundSms sms;
    sms.from = read.subscriber(sender_field(read));
    sms.to = read.destination("to_number");
    DecodedText decoded = read.text("content");
    sms.text = std::move(decoded.text);
    sms.charset_guessed = decoded.guessed;
    sms.message_id = read.id("id");
    const std::string_view created = read.raw("time_created");
    sms.received_at = parse_unix_time(created.empty() ? read.raw("time_sent") : created);
    return read.finish(std::move(sms));
}

// --- delivery reports -------------------------------------------------------------------------

constexpr std::array<StatusWord, 10> status_words = {{
    {"queued", DeliveryStatus::accepted},
    {"processing", DeliveryStatus::accepted},
    {"sent", DeliveryStatus::sent},
    {"delivered", DeliveryStatus::delivered},
    {"read", DeliveryStatus::delivered},
    {"not_delivered", DeliveryStatus::failed},
    {"failed", DeliveryStatus::failed},
    {"failed_queued", DeliveryStatus::buffered},
    {"cancelled", DeliveryStatus::rejected},
    {"ignored", DeliveryStatus::rejected},
}};

constexpr ReportNames report_names = {.id = "id",
                                      .status = "status",
                                      .to = "to_number",
                                      .error = "error_message",
                                      .network = "network_code"};

Parsed<DeliveryReport> parse_dlr(const Callback& callback, const RouteSettings& settings,
                                 const CallbackContext&) {
    const auto fields = open_callback(callback, settings);
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    return read.finish(read_report(read, report_names, status_words));
}

HttpReply acknowledge() {
    return {200, "", ""};
}

// --- SMS out ----------------------------------------------------------------------------------

/// The user name is the project where no address names it.
std::string url_of(const RouteSettings& settings) {
    if (!settings.send_url.empty()) return settings.send_url;
    return std::string(projects_url).append(settings.username).append("/messages/send");
}

/// A phone's or a route's id; a number is no way to choose one.
bool is_route_id(std::string_view sender) {
    return sender.starts_with("PN") || sender.starts_with("RT");
}

HttpRequest build_send(const OutboundSms& sms, const RouteSettings& settings,
                       const CallbackContext&) {
    json::object body;
    body["content"] = sms.text;
    body["to_number"] = sms.to;
    body["message_type"] = "sms";
    const std::string& sender = sms.from.empty() ? settings.sender : sms.from;
    if (is_route_id(sender)) body["route_id"] = sender;
    if (!settings.callback_url.empty()) {
        body["status_url"] = settings.callback_url;
        const bool in_form = settings.signature_method != "path" && !settings.secrets.empty();
        if (in_form) body["status_secret"] = settings.secrets.front();
    }
    return {"POST",
            url_of(settings),
            {{"Authorization", "Basic " + base64_encode(settings.api_key + ":")},
             {"Accept", "application/json"},
             {"Content-Type", "application/json"}},
            json::serialize(body)};
}

/// A message object; its status may be a no already.
SendResult read_message(const json::object& message) {
    SendResult result;
    result.outcome = SendOutcome::accepted;
    result.to = text_member(message, "to_number");
    result.code = text_member(message, "status");
    const DeliveryStatus status = status_of(result.code, status_words);
    if (status == DeliveryStatus::failed || status == DeliveryStatus::rejected) {
        result.outcome = SendOutcome::rejected;
        return result;
    }
    result.message_id = text_member(message, "id");
    result.segments = segments_member(message, "num_parts");
    if (const auto cost = parse_cost(text_member(message, "price"))) {
        result.cost_micro = cost->micro;
        result.currency = text_member(message, "price_currency");
    }
    return result;
}

/// The error's own code, or the status of the answer.
std::string code_of(const json::object& answer, int http) {
    const json::value* error = answer.if_contains("error");
    std::string code;
    if (error != nullptr && error->is_object()) code = text_member(error->get_object(), "code");
    return code.empty() ? "http " + std::to_string(http) : code;
}

std::vector<SendResult> parse_send(const HttpReply& reply, const RouteSettings&) {
    const SendOutcome by_status = outcome_of_http(reply.status);
    const auto answer = parse_answer(reply.body);
    if (!answer) return whole_request(by_status, "http " + std::to_string(reply.status), reply);
    const bool taken = reply.status >= 200 && reply.status < 300;
    const bool refused = answer->contains("error");
    if (taken && !refused && !text_member(*answer, "id").empty()) return {read_message(*answer)};
    return whole_request(taken && refused ? SendOutcome::rejected : by_status,
                         code_of(*answer, reply.status), reply);
}

}  // namespace

const Dialect telerivet = {
    .name = dialect_name,
    .parse_sms = parse_sms,
    .parse_dlr = parse_dlr,
    .acknowledge = acknowledge,
    .build_send = build_send,
    .parse_send = parse_send,
    .messages_per_second = 1,  // a phone sends them, one by one
};

}  // namespace kazi::protocols
