// SPDX-License-Identifier: Apache-2.0
// MTN sends messages and reports to one address, gives messages no id, and writes the same key in
// more than one letter case.
#include "protocols/mtn.hpp"

#include "protocols/derived_id.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/mtn_send.hpp"
#include "protocols/shaped_dialect.hpp"
#include "protocols/timestamp.hpp"

namespace kazi::protocols {

namespace {

constexpr std::string_view dialect_name = "mtn";
constexpr Accepts json_only{.json = true};
constexpr bool ignore_case = true;

Parsed<Fields> open_callback(const Callback& callback, const RouteSettings& settings) {
    if (auto refusal = check_proof(callback, settings)) return *std::move(refusal);
    return read_fields(callback, json_only);
}

FieldReader reader_of(const Fields& fields, const RouteSettings& settings) {
    return {fields, settings, {}, ignore_case};
}

// --- SMS in and delivery reports --------------------------------------------------------------

/// A text that is not empty makes a message of what is otherwise a report.
bool is_message(const FieldReader& read) {
    return !read.raw("message").empty();
}

bool is_report(const Callback& callback) {
    const auto fields = read_fields(callback, json_only);
    return fields && !is_message(reader_of(*fields, {}));
}

Parsed<InboundSms> parse_sms(const Callback& callback, const RouteSettings& settings,
                             const CallbackContext& context) {
    const auto fields = open_callback(callback, settings);
    if (!fields) return fields.error();
    FieldReader read = reader_of(*fields, settings);
    InboundSms sms;
    sms.from = read.subscriber("senderAddress");
    sms.to = read.destination("receiverAddress");
    DecodedText decoded = read.text("message");
    sms.text = std::move(decoded.text);
    sms.charset_guessed = decoded.guessed;
    if (sms.text.empty()) read.refuse({400, "message: empty, so this is a report"});
    const std::string_view created = read.raw("created");
    sms.received_at = parse_unix_time(created);
    const bool has_id = !read.raw("id").empty();
    sms.message_id =
        has_id ? read.id("id")
               : derive_message_id(dialect_name, settings.route, sms, created, context.now_s);
    return read.finish(std::move(sms));
}

/// MTN's id, or ours under the name of either generation.
std::string report_id(FieldReader& read) {
    for (const std::string_view name :
         {"transactionId", "clientCorrelator", "clientCorrelatorId"}) {
        if (!read.raw(name).empty()) return read.id(name);
    }
    return read.id("transactionId");
}

Parsed<DeliveryReport> parse_dlr(const Callback& callback, const RouteSettings& settings,
                                 const CallbackContext&) {
    const auto fields = open_callback(callback, settings);
    if (!fields) return fields.error();
    FieldReader read = reader_of(*fields, settings);
    if (is_message(read)) read.refuse({400, "message: not empty, so this is no report"});
    DeliveryReport report;
    report.message_id = report_id(read);
    if (!read.has("deliveryStatus")) read.refuse({400, "deliveryStatus: missing"});
    report.status = mtn_api::status_of(read.raw("deliveryStatus"));
    report.final = is_final(report.status);
    report.to = read.usable_subscriber("receiverAddress");
    return read.finish(std::move(report));
}

// --- USSD -------------------------------------------------------------------------------------

constexpr std::string_view more_body =
    R"({"statusCode":"0000","statusMessage":"ok","transactionId":"{sessionId}",)"
    R"("data":{"inboundResponse":"{text}","userInputRequired":true,"messageType":1,)"
    R"("serviceCode":"{serviceCode}","msisdn":"{msisdn}"}})";
constexpr std::string_view end_body =
    R"({"statusCode":"0000","statusMessage":"ok","transactionId":"{sessionId}",)"
    R"("data":{"inboundResponse":"{text}","userInputRequired":false,"messageType":2,)"
    R"("serviceCode":"{serviceCode}","msisdn":"{msisdn}"}})";

const UssdShape& shape() {
    static const UssdShape mtn_shape = [] {
        UssdShape made;
        made.names = {{"session", "sessionId"},
                      {"from", "msisdn"},
                      {"code", "serviceCode"},
                      {"input", "ussdString"}};
        made.names_ignore_case = ignore_case;
        made.first_is_dialled = true;
        made.events = {event_by_field("messageType", {"0"}, UssdEvent::begin),
                       event_by_field("messageType", {"1"}, UssdEvent::input),
                       event_by_field("messageType", {"2", "3"}, UssdEvent::end),
                       event_by_field("messageType", {"4"}, UssdEvent::abort),
                       event_by_field("messageType", {"5"}, UssdEvent::timeout)};
        made.reply.content_type = "application/json";
        made.reply.more = more_body;
        made.reply.end = end_body;
        return made;
    }();
    return mtn_shape;
}

using Ussd = ShapedUssd<shape, json_only>;

}  // namespace

const Dialect mtn = {
    .name = dialect_name,
    .parse_sms = parse_sms,
    .parse_dlr = parse_dlr,
    .is_report = is_report,
    .parse_ussd = Ussd::parse,
    .render_ussd = Ussd::render,
    .acknowledge = Ussd::acknowledge,
    .build_token = mtn_api::build_token,
    .parse_token = mtn_api::parse_token,
    .build_send = mtn_api::build_send,
    .parse_send = mtn_api::parse_send,
    .other_report_id = mtn_api::correlator_of,
};

}  // namespace kazi::protocols
