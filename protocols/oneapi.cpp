// SPDX-License-Identifier: Apache-2.0
// Messages come wrapped twice, several at once, mostly without an id; a report names the message
// by the callback data that we gave.
#include "protocols/oneapi.hpp"

#include <array>

#include "protocols/body.hpp"
#include "protocols/derived_id.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/oneapi_send.hpp"
#include "protocols/oneapi_ussd.hpp"
#include "protocols/proof.hpp"
#include "protocols/status_word.hpp"
#include "protocols/timestamp.hpp"

namespace kazi::protocols {

namespace {

constexpr std::string_view dialect_name = "oneapi";

Parsed<Fields> open_callback(const Callback& callback, const RouteSettings& settings) {
    if (auto refusal = check_proof(callback, settings)) return *std::move(refusal);
    return read_fields(callback, {.json = true});
}

/// What stands under `name`: a list, or one object in place of a list of one.
Parsed<std::vector<std::string_view>> entries_inside(const Fields& fields, std::string_view name) {
    const Field* field = fields.find(name);
    const bool alone =
        field != nullptr && field->kind == FieldKind::nested && field->value.starts_with('{');
    if (alone) return std::vector<std::string_view>{field->value};
    return list_inside(fields, name);
}

// --- SMS in -----------------------------------------------------------------------------------

std::optional<std::int64_t> read_time(std::string_view text) {
    if (const auto time = parse_javascript_time(text)) return time;
    return parse_rfc3339(text, WithoutZone::refuse);
}

Parsed<InboundSms> read_sms(const Fields& fields, const RouteSettings& settings,
                            std::int64_t now_s) {
    FieldReader read(fields, settings);
    InboundSms sms;
    sms.from = read.subscriber("senderAddress");
    sms.to = read.destination("destinationAddress");
    DecodedText decoded = read.text("message");
    sms.text = std::move(decoded.text);
    sms.charset_guessed = decoded.guessed;
    const std::string_view sent_at = read.raw("dateTime");
    sms.received_at = read_time(sent_at);
    const bool derive = read.raw("messageId").empty();
    sms.message_id = derive ? derive_message_id(dialect_name, settings.route, sms, sent_at, now_s)
                            : read.id("messageId");
    return read.finish(std::move(sms));
}

Parsed<Batch<InboundSms>> parse_sms(const Callback& callback, const RouteSettings& settings,
                                    const CallbackContext& context) {
    const auto fields = open_callback(callback, settings);
    if (!fields) return fields.error();
    const bool pushed = fields->find("inboundSMSMessageNotification") != nullptr;
    const auto wrapped =
        object_inside(*fields, pushed ? "inboundSMSMessageNotification" : "inboundSMSMessageList");
    if (!wrapped) return wrapped.error();
    const auto entries = entries_inside(*wrapped, "inboundSMSMessage");
    if (!entries) return entries.error();
    return read_batch<InboundSms>(
        *entries, [&](const Fields& entry) { return read_sms(entry, settings, context.now_s); });
}

// --- delivery reports -------------------------------------------------------------------------

constexpr std::array<StatusWord, 6> status_words = {{
    {"DeliveredToTerminal", DeliveryStatus::delivered},
    {"DeliveryImpossible", DeliveryStatus::failed},
    {"DeliveredToNetwork", DeliveryStatus::sent},
    {"DeliveryUncertain", DeliveryStatus::sent},
    {"MessageWaiting", DeliveryStatus::buffered},
    {"DeliveryNotificationNotSupported", DeliveryStatus::unknown},
}};

Parsed<DeliveryReport> read_report(const Fields& fields, const RouteSettings& settings,
                                   const std::string& message_id) {
    FieldReader read(fields, settings);
    DeliveryReport report;
    report.message_id = message_id;
    if (!read.has("deliveryStatus")) read.refuse({400, "deliveryStatus: missing"});
    report.status = status_of(read.raw("deliveryStatus"), status_words);
    report.final = is_final(report.status);
    report.to = read.usable_subscriber("address");
    return read.finish(std::move(report));
}

Parsed<Batch<DeliveryReport>> parse_dlr(const Callback& callback, const RouteSettings& settings,
                                        const CallbackContext&) {
    const auto fields = open_callback(callback, settings);
    if (!fields) return fields.error();
    const auto wrapped = object_inside(*fields, "deliveryInfoNotification");
    if (!wrapped) return wrapped.error();
    FieldReader read(*wrapped, settings);
    const auto message_id = read.finish(read.id("callbackData"));
    if (!message_id) return message_id.error();
    const auto entries = entries_inside(*wrapped, "deliveryInfo");
    if (!entries) return entries.error();
    return read_batch<DeliveryReport>(
        *entries, [&](const Fields& entry) { return read_report(entry, settings, *message_id); });
}

HttpReply acknowledge() {
    return {200, "", ""};
}

}  // namespace

const Dialect oneapi = {
    .name = dialect_name,
    .parse_sms_batch = parse_sms,
    .parse_dlr_batch = parse_dlr,
    .parse_ussd = parse_oneapi_ussd,
    .render_ussd = render_oneapi_ussd,
    .build_ussd = build_oneapi_ussd,
    .acknowledge = acknowledge,
    .build_send = build_oneapi_send,
    .parse_send = parse_oneapi_send,
    .reports_by_our_id = true,
};

}  // namespace kazi::protocols
