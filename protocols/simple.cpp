// SPDX-License-Identifier: Apache-2.0
// Our own dialect: one flat form or JSON object a hook, names a route can change, a signature over
// the raw bytes. A message's id is its idempotency key in both directions, so trouble on the
// telco's side means sending the same id again, never doubt.
#include "protocols/simple.hpp"

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "protocols/answer.hpp"
#include "protocols/base64.hpp"
#include "protocols/body.hpp"
#include "protocols/cost.hpp"
#include "protocols/derived_id.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/signature.hpp"
#include "protocols/simple_template.hpp"
#include "protocols/status_word.hpp"
#include "protocols/timestamp.hpp"
#include "protocols/ussd_input.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

constexpr std::string_view dialect_name = "simple";

bool signs_with_hmac(const RouteSettings& settings) {
    return !settings.secrets.empty() &&
           (settings.signature_method.empty() || settings.signature_method == "hmac");
}

/// Proof comes before anything of the message is read.
std::optional<Refusal> check_proof(const Callback& callback, const RouteSettings& settings,
                                   std::int64_t now_s) {
    if (settings.secrets.empty()) return std::nullopt;
    if (signs_with_hmac(settings)) return check_signature(callback, settings.secrets, now_s);
    if (settings.signature_method == "basic") {
        return check_basic(callback, settings.username, settings.secrets);
    }
    if (settings.signature_method == "path") return check_target_secret(callback, settings.secrets);
    return Refusal{403, "the route's signature method is not known"};
}

Parsed<Fields> open_callback(const Callback& callback, const RouteSettings& settings,
                             const CallbackContext& context) {
    if (auto refusal = check_proof(callback, settings, context.now_s)) return *std::move(refusal);
    return read_fields(callback, {.form = true, .json = true, .query = settings.allow_get});
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

Parsed<DeliveryReport> parse_dlr(const Callback& callback, const RouteSettings& settings,
                                 const CallbackContext& context) {
    const auto fields = open_callback(callback, settings, context);
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    DeliveryReport report;
    report.message_id = read.id("id");
    if (!read.has("status")) read.refuse({400, "status: missing"});
    report.status = status_of(read.raw("status"), status_words);
    report.final = is_final(report.status);
    report.to = read.usable_subscriber("to");
    report.error = read.reason("error", report.status);
    report.network = read.network("network");
    return read.finish(std::move(report));
}

// --- USSD -------------------------------------------------------------------------------------

std::optional<UssdEvent> event_of(std::string_view word) {
    for (const UssdEvent event : {UssdEvent::begin, UssdEvent::input, UssdEvent::end,
                                  UssdEvent::timeout, UssdEvent::abort}) {
        if (equal_ignoring_case(to_string(event), word)) return event;
    }
    return std::nullopt;
}

bool is_turn(UssdEvent event) {
    return event == UssdEvent::begin || event == UssdEvent::input;
}

/// `input` is this turn's entry; on the first turn it is what was dialled behind the code.
void read_single_input(FieldReader& read, UssdTurn& turn) {
    const bool required = turn.event == UssdEvent::input;
    if (required || read.has("input")) turn.input = read.text("input").text;
    if (turn.event == UssdEvent::begin) turn.inputs = split_inputs(turn.input);
}

/// `input` is everything so far. A gateway that names the event knows whether the session is new.
void read_accumulated_input(FieldReader& read, UssdTurn& turn, std::optional<UssdEvent> told,
                            const CallbackContext& context) {
    turn.accumulates = true;
    if (told != UssdEvent::begin || read.has("input")) turn.accumulated = read.text("input").text;
    if (context.previous_text || told == UssdEvent::begin) {
        settle_accumulated(turn, context.previous_text);
    } else {
        settle_without_memory(turn);
    }
}

void read_event_and_input(FieldReader& read, UssdTurn& turn, const RouteSettings& settings,
                          const CallbackContext& context) {
    const std::string_view word = read.raw("event");
    const std::optional<UssdEvent> told = event_of(word);
    if (word.empty() && !settings.ussd_accumulated) read.refuse({400, "event: missing"});
    if (!word.empty() && !told) read.refuse({200, "event: an unknown word"});
    turn.event = told.value_or(UssdEvent::input);
    if (!is_turn(turn.event)) return;
    if (settings.ussd_accumulated) {
        read_accumulated_input(read, turn, told, context);
    } else {
        read_single_input(read, turn);
    }
}

Parsed<UssdTurn> parse_ussd(const Callback& callback, const RouteSettings& settings,
                            const CallbackContext& context) {
    const auto fields = open_callback(callback, settings, context);
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    UssdTurn turn;
    turn.session_id = read.id("session");
    turn.from = read.subscriber("from");
    turn.service_code = read.word("code");
    turn.network = read.network("network");
    turn.sequence = read.whole_number("seq");
    read_event_and_input(read, turn, settings, context);
    return read.finish(std::move(turn));
}

HttpReply render_ussd(const UssdPage& page, const Callback& callback, const RouteSettings&) {
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

/// Signs as the telco signs, else Basic with a user name, else Bearer.
void add_proof(HttpRequest& request, const RouteSettings& settings, std::int64_t now_s) {
    if (signs_with_hmac(settings)) {
        const std::string timestamp = std::to_string(now_s);
        request.headers.push_back({"X-Kazi-Timestamp", timestamp});
        request.headers.push_back(
            {"X-Kazi-Signature", sign(settings.secrets.front(), timestamp, request.body)});
    } else if (!settings.username.empty()) {
        request.headers.push_back(
            {"Authorization",
             "Basic " + base64_encode(settings.username + ":" + settings.api_key)});
    } else if (!settings.api_key.empty()) {
        request.headers.push_back({"Authorization", "Bearer " + settings.api_key});
    }
}

HttpRequest build_send(const OutboundSms& sms, const RouteSettings& settings,
                       const CallbackContext& context) {
    OutboundSms addressed = sms;
    if (addressed.from.empty()) addressed.from = settings.sender;
    if (is_send_template(settings.send_url))
        return fill_send_template(addressed, settings.send_url);
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
    if (is_send_template(settings.send_url)) return read_template_answer(reply, settings);
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
};

}  // namespace kazi::protocols
