// SPDX-License-Identifier: Apache-2.0
// Infobip calls back with lists, and one bad entry must not sink a list. Its numbers have no plus,
// its times an offset without colon; a report's group decides, and two ids refine it.
#include "protocols/infobip.hpp"

#include <array>

#include "protocols/body.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/infobip_send.hpp"
#include "protocols/infobip_ussd.hpp"
#include "protocols/proof.hpp"
#include "protocols/timestamp.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

constexpr int recipients_of_one_request_max = 100;

/// Reads every entry of `results` by `read`.
template <class T, class Read>
Parsed<Batch<T>> read_results(const Callback& callback, const RouteSettings& settings,
                              const Read& read) {
    if (auto refusal = check_proof(callback, settings)) return *std::move(refusal);
    const auto fields = read_fields(callback, {.json = true});
    if (!fields) return fields.error();
    const auto entries = list_inside(*fields, "results");
    if (!entries) return entries.error();
    return read_batch<T>(*entries, read);
}

// --- SMS in -----------------------------------------------------------------------------------

bool is_plain_text(std::string_view content_type) {
    return equal_ignoring_case(trim(content_type.substr(0, content_type.find(';'))), "text/plain");
}

/// The lines of an MMS: its parts that are plain text.
DecodedText read_parts(const Fields& fields, const RouteSettings& settings, FieldReader& message) {
    DecodedText all;
    const auto parts = list_inside(fields, "message");
    if (!parts) message.refuse(parts.error());
    for (const std::string_view raw : parts ? *parts : std::vector<std::string_view>{}) {
        const auto part = parse_flat_json(raw);
        if (!part) {
            message.refuse(part.error());
            continue;
        }
        FieldReader read(*part, settings);
        if (!is_plain_text(read.raw("contentType"))) continue;
        const auto value = read.finish(read.text("value"));
        if (!value) {
            message.refuse(value.error());
            continue;
        }
        if (!all.text.empty()) all.text += '\n';
        all.text += value->text;
        all.guessed |= value->guessed;
    }
    if (count_characters(all.text) > text_characters_max) message.refuse({400, "text: too long"});
    return all;
}

Parsed<InboundSms> read_sms(const Fields& fields, const RouteSettings& settings) {
    FieldReader read(fields, settings);
    InboundSms sms;
    sms.from = read.subscriber("from");
    sms.to = read.destination("to");
    const bool in_parts = !read.has("text") && read.has("message");
    DecodedText decoded = in_parts ? read_parts(fields, settings, read) : read.text("text");
    sms.text = std::move(decoded.text);
    sms.charset_guessed = decoded.guessed;
    sms.message_id = read.id("messageId");
    sms.received_at = parse_rfc3339(read.raw("receivedAt"), WithoutZone::refuse);
    return read.finish(std::move(sms));
}

Parsed<Batch<InboundSms>> parse_sms(const Callback& callback, const RouteSettings& settings,
                                    const CallbackContext&) {
    return read_results<InboundSms>(
        callback, settings, [&](const Fields& fields) { return read_sms(fields, settings); });
}

// --- delivery reports -------------------------------------------------------------------------

struct StatusGroup {
    std::int64_t id;
    std::string_view name;
    DeliveryStatus status;
};

constexpr std::array<StatusGroup, 7> status_groups = {{
    {0, "ACCEPTED", DeliveryStatus::accepted},
    {0, "OK", DeliveryStatus::accepted},
    {1, "PENDING", DeliveryStatus::accepted},
    {2, "UNDELIVERABLE", DeliveryStatus::failed},
    {3, "DELIVERED", DeliveryStatus::delivered},
    {4, "EXPIRED", DeliveryStatus::expired},
    {5, "REJECTED", DeliveryStatus::rejected},
}};

constexpr std::int64_t pending_enroute = 7;
constexpr std::int64_t delivered_to_operator = 2;
constexpr std::int64_t rejected_do_not_disturb = 10;
constexpr std::int64_t rejected_blocklisted = 14;

DeliveryStatus status_of_group(const FieldReader& status) {
    const auto id = status.whole_number("groupId");
    const std::string_view name = status.raw("groupName");
    for (const StatusGroup& known : status_groups) {
        if (id ? known.id == *id : equal_ignoring_case(known.name, name)) return known.status;
    }
    return DeliveryStatus::unknown;
}

/// What the operator has is not yet on the handset.
DeliveryStatus status_of(const FieldReader& status) {
    const DeliveryStatus group = status_of_group(status);
    const auto id = status.whole_number("id");
    if (group == DeliveryStatus::accepted && id == pending_enroute) return DeliveryStatus::sent;
    if (group == DeliveryStatus::delivered && id == delivered_to_operator) {
        return DeliveryStatus::sent;
    }
    return group;
}

bool says_blocked(const FieldReader& status, DeliveryStatus read) {
    const auto id = status.whole_number("id");
    return read == DeliveryStatus::rejected &&
           (id == rejected_do_not_disturb || id == rejected_blocklisted);
}

Parsed<DeliveryReport> read_report(const Fields& fields, const RouteSettings& settings) {
    FieldReader read(fields, settings);
    DeliveryReport report;
    report.message_id = read.id("messageId");
    report.to = read.usable_subscriber("to");
    const auto status = object_inside(fields, "status");
    if (!status) return status.error();
    const FieldReader status_reader(*status, settings);
    report.status = status_of(status_reader);
    report.final = is_final(report.status);
    report.opted_out = says_blocked(status_reader, report.status);
    if (const auto error = object_inside(fields, "error")) {
        report.error = FieldReader(*error, settings).reason("id", report.status);
    }
    return read.finish(std::move(report));
}

Parsed<Batch<DeliveryReport>> parse_dlr(const Callback& callback, const RouteSettings& settings,
                                        const CallbackContext&) {
    return read_results<DeliveryReport>(
        callback, settings, [&](const Fields& fields) { return read_report(fields, settings); });
}

HttpReply acknowledge() {
    return {200, "", ""};
}

}  // namespace

const Dialect infobip = {
    .name = "infobip",
    .parse_sms_batch = parse_sms,
    .parse_dlr_batch = parse_dlr,
    .parse_ussd = parse_infobip_ussd,
    .render_ussd = render_infobip_ussd,
    .acknowledge = acknowledge,
    .acknowledge_end = acknowledge_infobip_end,
    .render_refusal = render_infobip_refusal,
    .build_send = build_infobip_send,
    .parse_send = parse_infobip_send,
    .recipients_max = recipients_of_one_request_max,
};

}  // namespace kazi::protocols
