// SPDX-License-Identifier: Apache-2.0
// Africa's Talking calls back with forms and signs nothing: a route with secrets expects one of
// them in the callback's address. It repeats an SMS for minutes on anything but 200, knows no
// idempotency key, and may say no in an answer whose status is 201.
#include "protocols/africastalking.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <charconv>

#include "protocols/answer.hpp"
#include "protocols/body.hpp"
#include "protocols/cost.hpp"
#include "protocols/derived_id.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/form.hpp"
#include "protocols/report_reader.hpp"
#include "protocols/signature.hpp"
#include "protocols/status_word.hpp"
#include "protocols/timestamp.hpp"
#include "protocols/ussd_input.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

constexpr std::string_view dialect_name = "africastalking";
constexpr std::string_view live_url = "https://api.africastalking.com/version1/messaging";
constexpr std::string_view sandbox_url =
    "https://api.sandbox.africastalking.com/version1/messaging";
constexpr std::string_view sandbox_username = "sandbox";
constexpr int recipients_of_one_request_max = 100;

Parsed<Fields> open_callback(const Callback& callback, const RouteSettings& settings) {
    if (!settings.secrets.empty()) {
        if (auto refusal = check_target_secret(callback, settings.secrets)) {
            return *std::move(refusal);
        }
    }
    return read_fields(callback, {.form = true});
}

// --- SMS in -----------------------------------------------------------------------------------

/// The person blocked our messages with the vendor. It comes without id or time.
InboundSms read_opt_out(FieldReader& read, const RouteSettings& settings, std::int64_t now_s) {
    InboundSms sms;
    sms.from = read.subscriber("phoneNumber");
    sms.to = read.destination("senderId");
    sms.text = "STOP";
    sms.opt_out = true;
    sms.message_id = derive_message_id(dialect_name, settings.route, sms, "", now_s);
    return sms;
}

InboundSms read_sms(FieldReader& read) {
    InboundSms sms;
    sms.from = read.subscriber("from");
    sms.to = read.destination("to");
    DecodedText decoded = read.text("text");
    sms.text = std::move(decoded.text);
    sms.charset_guessed = decoded.guessed;
    sms.message_id = read.id("id");
    sms.received_at = parse_rfc3339(read.raw("date"), WithoutZone::utc);
    sms.network = read.network("networkCode");
    return sms;
}

Parsed<InboundSms> parse_sms(const Callback& callback, const RouteSettings& settings,
                             const CallbackContext& context) {
    const auto fields = open_callback(callback, settings);
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    if (read.has("from") || read.has("text")) return read.finish(read_sms(read));
    if (read.has("updateType")) return Refusal{200, "a subscription change is no message"};
    if (read.has("senderId")) return read.finish(read_opt_out(read, settings, context.now_s));
    return read.finish(read_sms(read));
}

// --- delivery reports -------------------------------------------------------------------------

constexpr std::array<StatusWord, 8> status_words = {{
    {"Sent", DeliveryStatus::sent},
    {"Submitted", DeliveryStatus::sent},
    {"Buffered", DeliveryStatus::buffered},
    {"Success", DeliveryStatus::delivered},
    {"Rejected", DeliveryStatus::rejected},
    {"Failed", DeliveryStatus::failed},
    {"Expired", DeliveryStatus::expired},
    {"AbsentSubscriber", DeliveryStatus::failed},
}};

bool says_blocked(const DeliveryReport& report) {
    return report.error && equal_ignoring_case(*report.error, "UserInBlacklist");
}

constexpr ReportNames report_names = {.id = "id",
                                      .status = "status",
                                      .to = "phoneNumber",
                                      .error = "failureReason",
                                      .network = "networkCode"};

Parsed<DeliveryReport> parse_dlr(const Callback& callback, const RouteSettings& settings,
                                 const CallbackContext&) {
    const auto fields = open_callback(callback, settings);
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    DeliveryReport report = read_report(read, report_names, status_words);
    report.opted_out = says_blocked(report);
    return read.finish(std::move(report));
}

// --- USSD -------------------------------------------------------------------------------------

/// Unknown words end the session too: that much is certain.
UssdEvent end_event_of(std::string_view status) {
    if (equal_ignoring_case(status, "Incomplete")) return UssdEvent::timeout;
    if (equal_ignoring_case(status, "Failed")) return UssdEvent::abort;
    return UssdEvent::end;
}

Parsed<UssdTurn> parse_ussd(const Callback& callback, const RouteSettings& settings,
                            const CallbackContext& context) {
    const auto fields = open_callback(callback, settings);
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    UssdTurn turn;
    turn.session_id = read.id("sessionId");
    turn.from = read.subscriber("phoneNumber");
    turn.service_code = read.word("serviceCode");
    turn.network = read.network("networkCode");
    if (read.has("status") && !read.has("text")) {
        turn.event = end_event_of(read.raw("status"));
        return read.finish(std::move(turn));
    }
    turn.accumulates = true;
    turn.accumulated = read.text("text").text;
    if (context.previous_text) {
        settle_accumulated(turn, context.previous_text);
    } else {
        settle_without_memory(turn);
    }
    return read.finish(std::move(turn));
}

HttpReply render_ussd(const UssdPage& page, const Callback&, const RouteSettings&) {
    return {200, "text/plain", (page.more ? "CON " : "END ") + page.text};
}

HttpReply acknowledge() {
    return {200, "", ""};
}

// --- SMS out ----------------------------------------------------------------------------------

std::string_view url_of(const RouteSettings& settings) {
    if (!settings.send_url.empty()) return settings.send_url;
    return settings.username == sandbox_username ? sandbox_url : live_url;
}

HttpRequest build_send(const OutboundSms& sms, const RouteSettings& settings,
                       const CallbackContext&) {
    HttpRequest request;
    request.method = "POST";
    request.url = url_of(settings);
    request.headers = {{"apikey", settings.api_key},
                       {"Accept", "application/json"},
                       {"Content-Type", "application/x-www-form-urlencoded"}};
    append_form_field(request.body, "username", settings.username);
    append_form_field(request.body, "to", sms.to);
    append_form_field(request.body, "message", sms.text);
    const std::string& sender = sms.from.empty() ? settings.sender : sms.from;
    if (!sender.empty()) append_form_field(request.body, "from", sender);
    return request;
}

struct SendCode {
    std::int64_t code;
    std::string_view word;
    SendOutcome outcome;
};

constexpr std::array<SendCode, 14> send_codes = {{
    {100, "Processed", SendOutcome::accepted},
    {101, "Sent", SendOutcome::accepted},
    {102, "Queued", SendOutcome::accepted},
    {401, "RiskHold", SendOutcome::rejected},
    {402, "InvalidSenderId", SendOutcome::stop_route},
    {403, "InvalidPhoneNumber", SendOutcome::rejected},
    {404, "UnsupportedNumberType", SendOutcome::rejected},
    {405, "InsufficientBalance", SendOutcome::no_credit},
    {406, "UserInBlacklist", SendOutcome::opted_out},
    {407, "CouldNotRoute", SendOutcome::rejected},
    {409, "DoNotDisturbRejection", SendOutcome::opted_out},
    {500, "InternalServerError", SendOutcome::retry},
    {501, "GatewayError", SendOutcome::retry},
    {502, "RejectedByGateway", SendOutcome::retry},
}};

/// Of one recipient. A code nobody knows leaves open whether the message went.
SendOutcome outcome_of(std::int64_t code) {
    for (const SendCode& known : send_codes) {
        if (known.code == code) return known.outcome;
    }
    return SendOutcome::in_doubt;
}

/// Of a request that names no recipient in its answer: whatever the word, nothing was sent.
SendOutcome outcome_of_refusal(std::string_view word) {
    for (const SendCode& known : send_codes) {
        if (equal_ignoring_case(known.word, word)) return known.outcome;
    }
    return SendOutcome::rejected;
}

/// N of "… [Message parts: N]", where the message ends so.
std::optional<int> parts_told(std::string_view message) {
    static constexpr std::string_view mark = "[Message parts: ";
    const std::size_t at = message.rfind(mark);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view rest = message.substr(at + mark.size());
    int parts = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), parts);
    if (error != std::errc{} || parts < 1) return std::nullopt;
    return parts;
}

SendResult read_recipient(const json::object& recipient, std::optional<int> parts) {
    SendResult result;
    result.to = text_member(recipient, "number");
    result.code = text_member(recipient, "statusCode");
    const auto code = integer_member(recipient, "statusCode");
    result.outcome = code ? outcome_of(*code) : SendOutcome::in_doubt;
    result.message_id = text_member(recipient, "messageId");
    if (result.message_id == "None") result.message_id.clear();
    if (auto cost = parse_cost(text_member(recipient, "cost"))) {
        result.cost_micro = cost->micro;
        result.currency = std::move(cost->currency);
    }
    const auto own_parts = segments_member(recipient, "messageParts");
    result.segments = own_parts ? own_parts : parts;
    return result;
}

/// The recipients' results, or none when the body is not the vendor's shape.
std::vector<SendResult> read_recipients(const HttpReply& reply) {
    const auto answer = parse_answer(reply.body);
    const json::value* envelope = answer ? answer->if_contains("SMSMessageData") : nullptr;
    if (envelope == nullptr || !envelope->is_object()) return {};
    const json::object& message_data = envelope->get_object();
    const json::value* listed = message_data.if_contains("Recipients");
    if (listed == nullptr || !listed->is_array()) return {};
    std::string message = text_member(message_data, "Message");
    if (listed->get_array().empty()) {
        const SendOutcome outcome = outcome_of_refusal(message);
        return whole_request(outcome, std::move(message), reply);
    }
    std::vector<SendResult> results;
    const std::optional<int> parts = parts_told(message);
    for (const json::value& recipient : listed->get_array()) {
        if (!recipient.is_object()) return {};
        results.push_back(read_recipient(recipient.get_object(), parts));
    }
    return results;
}

std::vector<SendResult> parse_send(const HttpReply& reply, const RouteSettings&) {
    std::vector<SendResult> results = read_recipients(reply);
    if (!results.empty()) return results;
    return whole_request(outcome_of_http(reply.status), "http " + std::to_string(reply.status),
                         reply);
}

}  // namespace

const Dialect africastalking = {
    .name = dialect_name,
    .parse_sms = parse_sms,
    .parse_dlr = parse_dlr,
    .parse_ussd = parse_ussd,
    .render_ussd = render_ussd,
    .acknowledge = acknowledge,
    .build_send = build_send,
    .parse_send = parse_send,
    .recipients_max = recipients_of_one_request_max,
};

}  // namespace kazi::protocols
