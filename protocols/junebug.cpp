// SPDX-License-Identifier: Apache-2.0
// One shape for all that comes in; what makes it USSD is a word about the session. There is no
// session id: channel and number stand for one. It never calls twice, and an answer to a turn is a
// message of its own that names the one it answers.
#include "protocols/junebug.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "protocols/answer.hpp"
#include "protocols/body.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/proof.hpp"
#include "protocols/report_reader.hpp"
#include "protocols/status_word.hpp"
#include "protocols/timestamp.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

namespace json = boost::json;

Parsed<Fields> open_callback(const Callback& callback, const RouteSettings& settings) {
    if (auto refusal = check_proof(callback, settings)) return *std::move(refusal);
    return read_fields(callback, {.json = true});
}

/// The word about the session, in lower case; empty for an SMS.
Parsed<std::string> session_event(const Fields& fields, const RouteSettings& settings) {
    if (fields.find("channel_data") == nullptr) return std::string();
    const auto channel_data = object_inside(fields, "channel_data");
    if (!channel_data) return channel_data.error();
    const FieldReader read(*channel_data, settings);
    const std::string word = lower_case(read.raw("session_event"));
    if (word.empty() && read.has("session_event")) return Refusal{400, "session_event: not a word"};
    return word;
}

// --- SMS in -----------------------------------------------------------------------------------

Parsed<InboundSms> parse_sms(const Callback& callback, const RouteSettings& settings,
                             const CallbackContext&) {
    const auto fields = open_callback(callback, settings);
    if (!fields) return fields.error();
    const auto event = session_event(*fields, settings);
    if (!event) return event.error();
    if (!event->empty()) return Refusal{200, "a USSD turn is no SMS"};
    FieldReader read(*fields, settings);
    InboundSms sms;
    sms.from = read.subscriber("from");
    sms.to = read.destination("to");
    DecodedText decoded = read.text("content");
    sms.text = std::move(decoded.text);
    sms.charset_guessed = decoded.guessed;
    sms.message_id = read.id("message_id");
    sms.received_at = parse_rfc3339(read.raw("timestamp"), WithoutZone::utc);
    return read.finish(std::move(sms));
}

// --- events of messages -----------------------------------------------------------------------

constexpr std::array<StatusWord, 5> status_words = {{
    {"submitted", DeliveryStatus::sent},
    {"rejected", DeliveryStatus::rejected},
    {"delivery_succeeded", DeliveryStatus::delivered},
    {"delivery_failed", DeliveryStatus::failed},
    {"delivery_pending", DeliveryStatus::buffered},
}};

constexpr ReportNames report_names = {.id = "message_id", .status = "event_type"};

Parsed<DeliveryReport> parse_dlr(const Callback& callback, const RouteSettings& settings,
                                 const CallbackContext&) {
    const auto fields = open_callback(callback, settings);
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    DeliveryReport report = read_report(read, report_names, status_words);
    if (const auto details = object_inside(*fields, "event_details")) {
        report.error = FieldReader(*details, settings).reason("reason", report.status);
    }
    return read.finish(std::move(report));
}

// --- USSD -------------------------------------------------------------------------------------

std::optional<UssdEvent> event_of(std::string_view word) {
    if (word == "new") return UssdEvent::begin;
    if (word == "resume") return UssdEvent::input;
    if (word == "close") return UssdEvent::end;
    return std::nullopt;
}

Parsed<UssdTurn> parse_ussd(const Callback& callback, const RouteSettings& settings,
                            const CallbackContext&) {
    const auto fields = open_callback(callback, settings);
    if (!fields) return fields.error();
    const auto word = session_event(*fields, settings);
    if (!word) return word.error();
    if (word->empty()) return Refusal{200, "an SMS is no USSD turn"};
    const auto event = event_of(*word);
    if (!event) return Refusal{200, "session_event: an unknown word"};
    FieldReader read(*fields, settings);
    UssdTurn turn;
    turn.event = *event;
    turn.from = read.subscriber("from");
    turn.session_id = read.id("channel_id") + ":" + turn.from;
    turn.service_code = read.word("to");
    turn.message_id = read.id("message_id");
    // What stands in the first turn is the code that was dialled; an empty entry comes as null.
    if (*event == UssdEvent::input && read.has("content")) turn.input = read.text("content").text;
    return read.finish(std::move(turn));
}

HttpReply acknowledge() {
    return {200, "", ""};
}

HttpReply render_ussd(const UssdPage&, const Callback&, const RouteSettings&) {
    return acknowledge();
}

// --- out --------------------------------------------------------------------------------------

HttpRequest post(const json::object& body, const RouteSettings& settings) {
    HttpRequest request{"POST",
                        settings.send_url,
                        {{"Content-Type", "application/json"}, {"Accept", "application/json"}},
                        json::serialize(body)};
    add_credentials(request, settings);
    return request;
}

HttpRequest build_ussd(const UssdPage& page, const Callback& callback,
                       const RouteSettings& settings) {
    const auto turn = parse_answer(callback.body);
    json::object channel_data;
    channel_data["session_event"] = page.more ? "resume" : "close";
    json::object body;
    body["reply_to"] = turn ? text_member(*turn, "message_id") : "";
    body["content"] = page.text;
    body["channel_data"] = std::move(channel_data);
    return post(body, settings);
}

/// A token is what events bring along when the route asks for nothing else.
bool asks_for_token(const RouteSettings& settings) {
    return !settings.secrets.empty() &&
           (settings.signature_method.empty() || settings.signature_method == "token");
}

HttpRequest build_send(const OutboundSms& sms, const RouteSettings& settings,
                       const CallbackContext&) {
    json::object body;
    body["to"] = sms.to;
    const std::string& sender = sms.from.empty() ? settings.sender : sms.from;
    if (!sender.empty()) body["from"] = sender;
    body["content"] = sms.text;
    if (!settings.callback_url.empty()) {
        body["event_url"] = settings.callback_url;
        if (asks_for_token(settings)) body["event_auth_token"] = settings.secrets.front();
    }
    return post(body, settings);
}

const json::object* object_member(const json::object& object, std::string_view name) {
    const json::value* member = object.if_contains(name);
    return member == nullptr ? nullptr : member->if_object();
}

/// The type of the first error that the answer lists.
std::string first_error(const json::object& result) {
    const json::value* errors = result.if_contains("errors");
    if (errors == nullptr || !errors->is_array() || errors->get_array().empty()) return {};
    const json::object* first = errors->get_array().front().if_object();
    return first == nullptr ? std::string() : text_member(*first, "type");
}

std::vector<SendResult> parse_send(const HttpReply& reply, const RouteSettings&) {
    constexpr int unknown_channel = 404;
    const auto answer = parse_answer(reply.body);
    const json::object* result = answer ? object_member(*answer, "result") : nullptr;
    SendOutcome outcome = outcome_of_http(reply.status);
    if (reply.status == unknown_channel) outcome = SendOutcome::stop_route;
    std::string code = result == nullptr ? std::string() : first_error(*result);
    std::string id = result == nullptr ? std::string() : text_member(*result, "message_id");
    if (reply.status / 100 == 2) {
        if (!id.empty()) outcome = SendOutcome::accepted;
        if (result != nullptr && result->contains("errors")) outcome = SendOutcome::rejected;
    }
    if (code.empty()) code = "http " + std::to_string(reply.status);
    auto results = whole_request(outcome, std::move(code), reply);
    if (outcome == SendOutcome::accepted) results.front().message_id = std::move(id);
    return results;
}

}  // namespace

const Dialect junebug = {
    .name = "junebug",
    .parse_sms = parse_sms,
    .parse_dlr = parse_dlr,
    .parse_ussd = parse_ussd,
    .render_ussd = render_ussd,
    .build_ussd = build_ussd,
    .acknowledge = acknowledge,
    .build_send = build_send,
    .parse_send = parse_send,
};

}  // namespace kazi::protocols
