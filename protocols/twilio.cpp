// SPDX-License-Identifier: Apache-2.0
// Twilio calls back with signed forms and reads an answer as XML: one with a Message in it would be
// sent and paid, so ours says nothing. Sending knows no idempotency key.
#include "protocols/twilio.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>

#include "protocols/answer.hpp"
#include "protocols/base64.hpp"
#include "protocols/body.hpp"
#include "protocols/cost.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/form.hpp"
#include "protocols/report_reader.hpp"
#include "protocols/signature.hpp"
#include "protocols/status_word.hpp"
#include "protocols/twilio_signature.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

constexpr std::string_view dialect_name = "twilio";
constexpr std::string_view api_url = "https://api.twilio.com/2010-04-01/Accounts/";
constexpr std::string_view silence =
    R"(<?xml version="1.0" encoding="UTF-8"?><Response></Response>)";

/// Our account: the user name, unless that is an API key; then the one in the address of the API.
std::string_view account_of(const RouteSettings& settings) {
    static constexpr std::string_view mark = "/Accounts/";
    if (settings.username.starts_with("AC")) return settings.username;
    const std::string_view url = settings.send_url;
    const std::size_t at = url.find(mark);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = url.substr(at + mark.size());
    return rest.substr(0, rest.find('/'));
}

std::optional<Refusal> check_proof(const Callback& callback, const RouteSettings& settings) {
    if (settings.secrets.empty()) return std::nullopt;
    if (settings.signature_method == "path") return check_target_secret(callback, settings.secrets);
    return check_twilio_signature(callback, settings.public_url, settings.secrets);
}

Parsed<Fields> open_callback(const Callback& callback, const RouteSettings& settings,
                             Accepts accepts) {
    if (auto refusal = check_proof(callback, settings)) return *std::move(refusal);
    auto fields = read_fields(callback, accepts);
    if (!fields) return fields;
    const std::string_view ours = account_of(settings);
    const Field* account = fields->find("AccountSid");
    if (account != nullptr && !ours.empty() && account->value != ours) {
        return Refusal{403, "AccountSid: not the route's account"};
    }
    return fields;
}

// --- SMS in -----------------------------------------------------------------------------------

/// A message of pictures only need not have a text.
bool has_attachments_only(const FieldReader& read) {
    return !read.has("Body") && read.whole_number("NumMedia").value_or(0) > 0;
}

/// The vendor has told the person so already when it names one of these.
std::string_view keyword_of(std::string_view word) {
    static constexpr std::array<std::string_view, 3> keywords = {"STOP", "START", "HELP"};
    for (const std::string_view keyword : keywords) {
        if (equal_ignoring_case(keyword, word)) return keyword;
    }
    return {};
}

Parsed<InboundSms> parse_sms(const Callback& callback, const RouteSettings& settings,
                             const CallbackContext&) {
    const auto fields = open_callback(callback, settings, {.form = true, .query = true});
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    InboundSms sms;
    sms.from = read.subscriber("From");
    sms.to = read.destination("To");
    if (!has_attachments_only(read)) {
        DecodedText decoded = read.text("Body");
        sms.text = std::move(decoded.text);
        sms.charset_guessed = decoded.guessed;
    }
    sms.message_id = read.id("MessageSid");
    sms.keyword_answered = keyword_of(read.raw("OptOutType"));
    sms.opt_out = sms.keyword_answered == "STOP";
    return read.finish(std::move(sms));
}

// --- delivery reports -------------------------------------------------------------------------

constexpr std::array<StatusWord, 10> status_words = {{
    {"accepted", DeliveryStatus::accepted},
    {"scheduled", DeliveryStatus::accepted},
    {"queued", DeliveryStatus::accepted},
    {"sending", DeliveryStatus::accepted},
    {"sent", DeliveryStatus::sent},
    {"delivered", DeliveryStatus::delivered},
    {"read", DeliveryStatus::delivered},
    {"undelivered", DeliveryStatus::failed},
    {"failed", DeliveryStatus::failed},
    {"canceled", DeliveryStatus::rejected},
}};

constexpr std::string_view opted_out_code = "21610";

constexpr ReportNames report_names = {
    .id = "MessageSid", .status = "MessageStatus", .to = "To", .error = "ErrorCode"};

Parsed<DeliveryReport> parse_dlr(const Callback& callback, const RouteSettings& settings,
                                 const CallbackContext&) {
    const auto fields = open_callback(callback, settings, {.form = true});
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    DeliveryReport report = read_report(read, report_names, status_words);
    report.opted_out = report.error == opted_out_code;
    return read.finish(std::move(report));
}

HttpReply acknowledge() {
    return {200, "text/xml", std::string(silence)};
}

/// A quiet refusal is said in XML too: other words would count as a fault on the other side.
std::optional<HttpReply> render_refusal(const Refusal& refusal, const Callback&) {
    if (refusal.http != 200) return std::nullopt;
    return acknowledge();
}

// --- SMS out ----------------------------------------------------------------------------------

std::string url_of(const RouteSettings& settings) {
    if (!settings.send_url.empty()) return settings.send_url;
    return std::string(api_url).append(account_of(settings)).append("/Messages.json");
}

/// A messaging service stands in another field than a number.
std::string_view sender_field(std::string_view sender) {
    constexpr std::size_t sid_characters = 34;
    const bool service = sender.starts_with("MG") && sender.size() == sid_characters;
    return service ? "MessagingServiceSid" : "From";
}

HttpRequest build_send(const OutboundSms& sms, const RouteSettings& settings,
                       const CallbackContext&) {
    HttpRequest request;
    request.method = "POST";
    request.url = url_of(settings);
    request.headers = {
        {"Authorization", "Basic " + base64_encode(settings.username + ":" + settings.api_key)},
        {"Accept", "application/json"},
        {"Content-Type", "application/x-www-form-urlencoded"}};
    append_form_field(request.body, "To", sms.to);
    const std::string& sender = sms.from.empty() ? settings.sender : sms.from;
    append_form_field(request.body, sender_field(sender), sender);
    append_form_field(request.body, "Body", sms.text);
    if (!settings.callback_url.empty()) {
        append_form_field(request.body, "StatusCallback", settings.callback_url);
    }
    return request;
}

struct SendCode {
    std::int64_t code;
    SendOutcome outcome;
};

/// A sender that may not be used stops the route; a country that is not enabled is the matter of
/// one recipient.
constexpr std::array<SendCode, 27> send_codes = {{
    {20003, SendOutcome::stop_route}, {20429, SendOutcome::throttled},
    {21211, SendOutcome::rejected},   {21212, SendOutcome::stop_route},
    {21408, SendOutcome::rejected},   {21602, SendOutcome::rejected},
    {21606, SendOutcome::stop_route}, {21610, SendOutcome::opted_out},
    {21611, SendOutcome::retry},      {21612, SendOutcome::rejected},
    {21614, SendOutcome::rejected},   {21617, SendOutcome::rejected},
    {30001, SendOutcome::retry},      {30002, SendOutcome::stop_route},
    {30003, SendOutcome::rejected},   {30004, SendOutcome::rejected},
    {30005, SendOutcome::rejected},   {30006, SendOutcome::rejected},
    {30007, SendOutcome::rejected},   {30008, SendOutcome::rejected},
    {30017, SendOutcome::retry},      {30018, SendOutcome::stop_route},
    {30022, SendOutcome::throttled},  {30023, SendOutcome::stop_route},
    {30027, SendOutcome::stop_route}, {30032, SendOutcome::stop_route},
    {63018, SendOutcome::throttled},
}};

SendOutcome outcome_of(std::int64_t code, SendOutcome otherwise) {
    const auto known = std::ranges::find(send_codes, code, &SendCode::code);
    return known == send_codes.end() ? otherwise : known->outcome;
}

/// The vendor writes what it took from the account as a negative amount.
std::optional<Cost> cost_of(const json::object& message) {
    const std::string price = text_member(message, "price");
    return parse_cost(std::string_view(price).substr(price.starts_with('-') ? 1 : 0));
}

/// A message that was made, which is not yet one that will go.
SendResult read_message(const json::object& message) {
    SendResult result;
    result.outcome = SendOutcome::accepted;
    result.to = text_member(message, "to");
    result.code = text_member(message, "status");
    const DeliveryStatus status = status_of(result.code, status_words);
    const auto error = integer_member(message, "error_code");
    if (error || status == DeliveryStatus::failed || status == DeliveryStatus::rejected) {
        if (error) result.code = std::to_string(*error);
        result.outcome = outcome_of(error.value_or(0), SendOutcome::rejected);
        return result;
    }
    result.message_id = text_member(message, "sid");
    result.segments = segments_member(message, "num_segments");
    if (const auto cost = cost_of(message)) {
        result.cost_micro = cost->micro;
        result.currency = text_member(message, "price_unit");
    }
    return result;
}

std::vector<SendResult> parse_send(const HttpReply& reply, const RouteSettings&) {
    const SendOutcome by_status = outcome_of_http(reply.status);
    const auto answer = parse_answer(reply.body);
    const bool made = reply.status >= 200 && reply.status < 300;
    if (answer && made && !text_member(*answer, "sid").empty()) return {read_message(*answer)};
    const auto code = answer ? integer_member(*answer, "code") : std::nullopt;
    if (!code) return whole_request(by_status, "http " + std::to_string(reply.status), reply);
    return whole_request(outcome_of(*code, by_status), std::to_string(*code), reply);
}

}  // namespace

const Dialect twilio = {
    .name = dialect_name,
    .parse_sms = parse_sms,
    .parse_dlr = parse_dlr,
    .acknowledge = acknowledge,
    .render_refusal = render_refusal,
    .build_send = build_send,
    .parse_send = parse_send,
    .messages_per_second = 1,  // of a long code; a short code carries a hundred and is told so
    .signs_address = true,
};

}  // namespace kazi::protocols
