// SPDX-License-Identifier: Apache-2.0
// The account chooses how Vonage calls back, so one hook reads both APIs, and of the SMS API query,
// form and JSON alike. Anything but 2xx it repeats for a day; parts of a long SMS come apart; a
// report's `msisdn` is whom we wrote to, a message's is who wrote.
#include "protocols/vonage.hpp"

#include <array>

#include "protocols/body.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/signature.hpp"
#include "protocols/status_word.hpp"
#include "protocols/timestamp.hpp"
#include "protocols/vonage_messages.hpp"
#include "protocols/vonage_send.hpp"
#include "protocols/vonage_signature.hpp"

namespace kazi::protocols {

namespace {

constexpr std::string_view dialect_name = "vonage";

/// Saving an address in the dashboard calls it with nothing; a secret in the query is not theirs.
bool is_probe(const Callback& callback, const Parsed<Fields>& fields, bool secret_in_address) {
    if (callback.method == "POST" && trim(callback.body).empty()) return true;
    if (!fields) return false;
    const bool own_key = secret_in_address && fields->find("key") != nullptr;
    return fields->all().size() == (own_key ? 1 : 0);
}

Parsed<Fields> open_callback(const Callback& callback, const RouteSettings& settings,
                             const CallbackContext& context) {
    const bool secret_in_address = settings.signature_method == "path";
    if (secret_in_address && !settings.secrets.empty()) {
        if (auto refusal = check_target_secret(callback, settings.secrets)) {
            return *std::move(refusal);
        }
    }
    auto fields = read_fields(callback, {.form = true, .json = true, .query = true});
    if (is_probe(callback, fields, secret_in_address)) return Refusal{200, "a probe", true};
    if (!secret_in_address && !settings.secrets.empty()) {
        if (auto refusal = check_vonage_proof(callback, fields, settings, context.now_s)) {
            return *std::move(refusal);
        }
    }
    return fields;
}

// --- SMS in -----------------------------------------------------------------------------------

int part_number(FieldReader& read, std::string_view name, std::int64_t max) {
    const auto number = read.whole_number(name);
    if (number && *number >= 1 && *number <= max) return static_cast<int>(*number);
    read.refuse({400, std::string(name) + ": not the number of a part"});
    return 1;
}

std::optional<SmsPart> read_part(FieldReader& read) {
    constexpr std::int64_t parts_max = 255;
    if (!equal_ignoring_case(read.raw("concat"), "true")) return std::nullopt;
    SmsPart part;
    part.ref = read.id("concat-ref");
    part.total = part_number(read, "concat-total", parts_max);
    part.index = part_number(read, "concat-part", part.total);
    return part;
}

Parsed<InboundSms> parse_sms(const Callback& callback, const RouteSettings& settings,
                             const CallbackContext& context) {
    const auto fields = open_callback(callback, settings, context);
    if (!fields) return fields.error();
    if (is_of_messages_api(*fields)) return read_messages_sms(*fields, settings);
    FieldReader read(*fields, settings);
    if (equal_ignoring_case(read.raw("type"), "binary")) return Refusal{200, "type: not text"};
    InboundSms sms;
    sms.from = read.subscriber("msisdn");
    sms.to = read.destination("to");
    DecodedText decoded = read.text("text");
    sms.text = std::move(decoded.text);
    sms.charset_guessed = decoded.guessed;
    sms.message_id = read.id("messageId");
    sms.received_at = parse_rfc3339(read.raw("message-timestamp"), WithoutZone::utc);
    sms.part = read_part(read);
    return read.finish(std::move(sms));
}

// --- delivery reports -------------------------------------------------------------------------

constexpr std::array<StatusWord, 7> status_words = {{
    {"accepted", DeliveryStatus::accepted},
    {"buffered", DeliveryStatus::buffered},
    {"delivered", DeliveryStatus::delivered},
    {"expired", DeliveryStatus::expired},
    {"failed", DeliveryStatus::failed},
    {"rejected", DeliveryStatus::rejected},
    {"unknown", DeliveryStatus::unknown},
}};

/// Barred by the person, or blocked by her carrier.
bool says_blocked(const DeliveryReport& report) {
    return report.error == "4" || report.error == "14";
}

Parsed<DeliveryReport> parse_dlr(const Callback& callback, const RouteSettings& settings,
                                 const CallbackContext& context) {
    const auto fields = open_callback(callback, settings, context);
    if (!fields) return fields.error();
    if (is_of_messages_api(*fields)) return read_messages_status(*fields, settings);
    FieldReader read(*fields, settings);
    DeliveryReport report;
    report.message_id = read.id("messageId");
    if (!read.has("status")) read.refuse({400, "status: missing"});
    report.status = status_of(read.raw("status"), status_words);
    report.final = is_final(report.status);
    report.to = read.usable_subscriber("msisdn");
    report.error = read.reason("err-code", report.status);
    report.opted_out = says_blocked(report);
    report.network = read.network("network-code");
    return read.finish(std::move(report));
}

HttpReply acknowledge() {
    return {200, "", ""};
}

}  // namespace

const Dialect vonage = {
    .name = dialect_name,
    .parse_sms = parse_sms,
    .parse_dlr = parse_dlr,
    .acknowledge = acknowledge,
    .build_send = build_vonage_send,
    .parse_send = parse_vonage_send,
    .messages_per_second = 30,
};

}  // namespace kazi::protocols
