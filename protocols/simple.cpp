// SPDX-License-Identifier: Apache-2.0
// Our own dialect: one flat form or JSON object a hook, names a route can change, a signature over
// the raw bytes. A message's id is its idempotency key in both directions, so trouble on the
// telco's side means sending the same id again, never doubt.
#include "protocols/simple.hpp"

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "protocols/answer.hpp"
#include "protocols/body.hpp"
#include "protocols/cost.hpp"
#include "protocols/derived_id.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/proof.hpp"
#include "protocols/report_reader.hpp"
#include "protocols/signature.hpp"
#include "protocols/simple_template.hpp"
#include "protocols/status_word.hpp"
#include "protocols/timestamp.hpp"
#include "protocols/ussd_turn.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

constexpr std::string_view dialect_name = "simple";

bool signs_with_hmac(const RouteSettings& settings) {
    return !settings.secrets.empty() &&
           (settings.signature_method.empty() || settings.signature_method == "hmac");
}

/// For gateways that put user name and password among the fields. False also when they can't be
/// read.
bool fields_prove(const Parsed<Fields>& fields, const RouteSettings& settings) {
    if (!fields) return false;
    const FieldReader read(*fields, settings);
    const bool account_right =
        settings.username.empty() || equal_in_constant_time(read.raw("account"), settings.username);
    return matches_any(read.raw("secret"), settings.secrets) && account_right;
}

/// Proof comes before anything of the message is read.
std::optional<Refusal> check_origin(const Callback& callback, const RouteSettings& settings,
                                    std::int64_t now_s) {
    if (signs_with_hmac(settings)) return check_signature(callback, settings.secrets, now_s);
    if (settings.signature_method == "field") return std::nullopt;
    return check_proof(callback, settings);
}

Accepts accepted_by(const RouteSettings& settings) {
    const bool xml = settings.ussd.xml;
    return {.form = !xml, .json = !xml, .query = settings.allow_get, .xml = xml};
}

Parsed<Fields> open_callback(const Callback& callback, const RouteSettings& settings,
                             const CallbackContext& context) {
    if (auto refusal = check_origin(callback, settings, context.now_s)) return *std::move(refusal);
    auto fields = read_fields(callback, accepted_by(settings));
    const bool fields_must_prove =
        !settings.secrets.empty() && settings.signature_method == "field";
    if (fields_must_prove && !fields_prove(fields, settings)) {
        return Refusal{403, "the credentials among the fields are wrong"};
    }
    if (fields && fields->charset.empty()) fields->charset = settings.ussd.charset;
    return fields;
}

// --- SMS in -----------------------------------------------------------------------------------

std::optional<std::int64_t> read_time(std::string_view at) {
    return is_digits(at) ? parse_unix_time(at) : parse_rfc3339(at, WithoutZone::refuse);
}

Parsed<InboundSms> parse_sms(const Callback& callback, const RouteSettings& settings,
                             const CallbackContext& context) {
    const auto fields = open_callback(callback, settings, context);
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    InboundSms sms;
    sms.from = read.subscriber("from");
    sms.to = read.destination("to");
    DecodedText decoded = read.text("text");
    sms.text = std::move(decoded.text);
    sms.charset_guessed = decoded.guessed;
    const std::string_view at = read.raw("at");
    sms.received_at = read_time(at);
    sms.network = read.network("network");
    const bool derive = settings.no_id && !read.has("id");
    sms.message_id = derive
                         ? derive_message_id(dialect_name, settings.route, sms, at, context.now_s)
                         : read.id("id");
    return read.finish(std::move(sms));
}

// --- delivery reports -------------------------------------------------------------------------

constexpr std::array<StatusWord, 14> status_words = {{
    {"accepted", DeliveryStatus::accepted},
    {"sent", DeliveryStatus::sent},
    {"buffered", DeliveryStatus::buffered},
    {"delivered", DeliveryStatus::delivered},
    {"failed", DeliveryStatus::failed},
    {"rejected", DeliveryStatus::rejected},
    {"expired", DeliveryStatus::expired},
    {"delivrd", DeliveryStatus::delivered},
    {"undeliv", DeliveryStatus::failed},
    {"rejectd", DeliveryStatus::rejected},
    {"acceptd", DeliveryStatus::accepted},
    {"enroute", DeliveryStatus::sent},
    {"deleted", DeliveryStatus::rejected},
    {"unknown", DeliveryStatus::unknown},
}};

constexpr ReportNames report_names = {
    .id = "id", .status = "status", .to = "to", .error = "error", .network = "network"};

Parsed<DeliveryReport> parse_dlr(const Callback& callback, const RouteSettings& settings,
                                 const CallbackContext& context) {
    const auto fields = open_callback(callback, settings, context);
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    return read.finish(read_report(read, report_names, status_words));
}

// --- USSD -------------------------------------------------------------------------------------

Parsed<UssdTurn> parse_ussd(const Callback& callback, const RouteSettings& settings,
                            const CallbackContext& context) {
    const auto fields = open_callback(callback, settings, context);
    if (!fields) return fields.error();
    return read_ussd_turn(*fields, settings, settings.ussd, context);
}

HttpReply render_ussd(const UssdPage& page, const Callback& callback,
                      const RouteSettings& settings) {
    if (!settings.ussd.reply.more.empty()) {
        return write_ussd_page(page, callback, settings, settings.ussd, accepted_by(settings));
    }
    if (callback.method == "POST" && is_json(callback)) {
        json::object answer;
        answer["action"] = page.more ? "continue" : "end";
        answer["message"] = page.text;
        return {200, "application/json", json::serialize(answer)};
    }
    return {200, "text/plain; charset=utf-8", (page.more ? "CON " : "END ") + page.text};
}

HttpReply acknowledge() {
    return {200, "", ""};
}

// --- SMS out ----------------------------------------------------------------------------------

/// Signs as the telco signs, else shows the route's credentials.
void add_proof(HttpRequest& request, const RouteSettings& settings, std::int64_t now_s) {
    if (!signs_with_hmac(settings)) return add_credentials(request, settings);
    const std::string timestamp = std::to_string(now_s);
    request.headers.push_back({"X-Kazi-Timestamp", timestamp});
    request.headers.push_back(
        {"X-Kazi-Signature", sign(settings.secrets.front(), timestamp, request.body)});
}

HttpRequest build_send(const OutboundSms& sms, const RouteSettings& settings,
                       const CallbackContext& context) {
    OutboundSms addressed = sms;
    if (addressed.from.empty()) addressed.from = settings.sender;
    if (is_send_template(settings)) {
        HttpRequest request = fill_send_template(addressed, settings);
        add_credentials(request, settings);
        return request;
    }
    json::object body;
    body["id"] = addressed.id;
    body["from"] = addressed.from;
    body["to"] = addressed.to;
    body["text"] = addressed.text;
    if (!settings.callback_url.empty()) body["callback"] = settings.callback_url;
    HttpRequest request{"POST",
                        settings.send_url,
                        {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
                        json::serialize(body)};
    add_proof(request, settings, context.now_s);
    return request;
}

SendOutcome outcome_of_status(int http) {
    if (http >= 200 && http < 300) return SendOutcome::accepted;
    if (http == 401 || http == 403) return SendOutcome::stop_route;
    if (http == 402) return SendOutcome::no_credit;
    if (http == 429) return SendOutcome::throttled;
    if (http >= 400 && http < 500) return SendOutcome::rejected;
    if (http >= 500) return SendOutcome::retry;
    return SendOutcome::in_doubt;
}

/// A 2xx whose status word says no is a no.
SendOutcome outcome_of_answer(const json::object& answer) {
    const std::string word = text_member(answer, "status");
    const DeliveryStatus status = status_of(word, status_words);
    const bool refused = is_final(status) && status != DeliveryStatus::delivered;
    const bool only_error = word.empty() && !text_member(answer, "error").empty();
    return refused || only_error ? SendOutcome::rejected : SendOutcome::accepted;
}

void read_answer(const json::object& answer, SendResult& result) {
    std::string error = text_member(answer, "error");
    std::string code = error.empty() ? text_member(answer, "status") : std::move(error);
    if (!code.empty()) result.code = std::move(code);
    if (result.outcome == SendOutcome::accepted) result.outcome = outcome_of_answer(answer);
    if (result.outcome != SendOutcome::accepted) return;
    result.message_id = text_member(answer, "id");
    if (const auto cost = parse_cost(text_member(answer, "cost"))) {
        result.cost_micro = cost->micro;
        result.currency = cost->currency.empty() ? text_member(answer, "currency") : cost->currency;
    }
    result.segments = segments_member(answer, "segments");
}

/// An operator's own API is given our id by a hole, and has no other to report.
std::string other_report_id(std::string_view id, const RouteSettings& settings) {
    return is_send_template(settings) ? std::string(id) : std::string();
}

/// The operator's own API promises nothing about ids: its trouble leaves the outcome in doubt.
std::vector<SendResult> read_template_answer(const HttpReply& reply,
                                             const RouteSettings& settings) {
    SendOutcome outcome = outcome_of_status(reply.status);
    if (outcome == SendOutcome::retry) outcome = SendOutcome::in_doubt;
    if (outcome == SendOutcome::accepted && !matches_ok(reply.body, settings.ok_regex)) {
        outcome = SendOutcome::rejected;
    }
    return whole_request(outcome, "http " + std::to_string(reply.status), reply);
}

std::vector<SendResult> parse_send(const HttpReply& reply, const RouteSettings& settings) {
    if (is_send_template(settings)) return read_template_answer(reply, settings);
    auto results = whole_request(outcome_of_status(reply.status),
                                 "http " + std::to_string(reply.status), reply);
    if (const auto answer = parse_answer(reply.body)) read_answer(*answer, results.front());
    return results;
}

}  // namespace

const Dialect simple = {
    .name = dialect_name,
    .parse_sms = parse_sms,
    .parse_dlr = parse_dlr,
    .parse_ussd = parse_ussd,
    .render_ussd = render_ussd,
    .acknowledge = acknowledge,
    .build_send = build_send,
    .parse_send = parse_send,
    .other_report_id = other_report_id,
};

}  // namespace kazi::protocols
