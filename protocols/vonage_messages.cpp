// SPDX-License-Identifier: Apache-2.0
// Version 0.1 nests what version 1 writes flat, so it is put into the words of the latter first.
#include "protocols/vonage_messages.hpp"

#include <array>

#include "protocols/field_reader.hpp"
#include "protocols/json_fields.hpp"
#include "protocols/status_word.hpp"
#include "protocols/timestamp.hpp"

namespace kazi::protocols {

namespace {

/// Copies fields into a block of their own, under the names of version 1.
class Version1 {
public:
    explicit Version1(const Fields& told) : fields(bytes_of(told)) {}

    void keep(std::string_view name, const Field* field) {
        if (field != nullptr) keep(name, field->value, field->kind);
    }

    void keep(std::string_view name, std::string_view value, FieldKind kind) {
        if (fields.find(name) != nullptr) return;
        fields.append(value);
        (void)fields.add({name, fields.take(), kind});
    }

    Fields fields;

private:
    /// What is kept is a part of what was told, each of it once.
    static std::size_t bytes_of(const Fields& told) {
        std::size_t bytes = 0;
        for (const Field& field : told.all())
            bytes += field.value.size();
        return bytes;
    }
};

/// A number is text, or an object that names its channel too.
void keep_number(Version1& kept, const Fields& told, std::string_view name) {
    const auto inside = object_inside(told, name);
    if (!inside) return kept.keep(name, told.find(name));
    kept.keep(name, inside->find("number"));
    kept.keep("channel", inside->find("type"));
}

void keep_content(Version1& kept, const Fields& told) {
    kept.keep("text", told.find("text"));
    kept.keep("message_type", told.find("message_type"));
    const auto message = object_inside(told, "message");
    if (!message) return;
    const auto content = object_inside(*message, "content");
    if (!content) return;
    kept.keep("text", content->find("text"));
    kept.keep("message_type", content->find("type"));
}

/// The reason's number: 0.1 calls it code, 1 its title or the end of its type's address.
void keep_error(Version1& kept, const Fields& told) {
    const auto error = object_inside(told, "error");
    if (!error) return;
    const Field* title = error->find("title");
    const Field* type = error->find("type");
    kept.keep("error", error->find("code"));
    if (title != nullptr && is_digits(title->value)) kept.keep("error", title);
    const std::size_t mark = type == nullptr ? std::string_view::npos : type->value.rfind('#');
    if (mark != std::string_view::npos) {
        kept.keep("error", type->value.substr(mark + 1), FieldKind::text);
    }
    kept.keep("error", title);
}

Fields in_version_1(const Fields& told) {
    Version1 kept(told);
    for (const std::string_view name : {"message_uuid", "channel", "timestamp", "status"})
        kept.keep(name, told.find(name));
    keep_number(kept, told, "from");
    keep_number(kept, told, "to");
    keep_content(kept, told);
    keep_error(kept, told);
    if (const auto origin = object_inside(told, "origin")) {
        kept.keep("network", origin->find("network_code"));
    }
    return std::move(kept.fields);
}

constexpr std::array<StatusWord, 5> status_words = {{
    {"submitted", DeliveryStatus::sent},
    {"delivered", DeliveryStatus::delivered},
    {"read", DeliveryStatus::delivered},
    {"rejected", DeliveryStatus::rejected},
    {"undeliverable", DeliveryStatus::failed},
}};

/// True when the field says something else; a field that is not there says nothing.
bool says_other(const FieldReader& read, std::string_view name, std::string_view word) {
    return read.has(name) && !equal_ignoring_case(read.raw(name), word);
}

}  // namespace

bool is_of_messages_api(const Fields& fields) {
    return fields.find("message_uuid") != nullptr;
}

Parsed<InboundSms> read_messages_sms(const Fields& fields, const RouteSettings& settings) {
    const Fields told = in_version_1(fields);
    FieldReader read(told, settings);
    if (says_other(read, "channel", "sms")) return Refusal{200, "channel: not SMS"};
    if (says_other(read, "message_type", "text")) return Refusal{200, "message_type: not text"};
    InboundSms sms;
    sms.from = read.subscriber("from");
    sms.to = read.destination("to");
    DecodedText decoded = read.text("text");
    sms.text = std::move(decoded.text);
    sms.charset_guessed = decoded.guessed;
    sms.message_id = read.id("message_uuid");
    sms.received_at = parse_rfc3339(read.raw("timestamp"), WithoutZone::utc);
    sms.network = read.network("network");
    return read.finish(std::move(sms));
}

Parsed<DeliveryReport> read_messages_status(const Fields& fields, const RouteSettings& settings) {
    const Fields told = in_version_1(fields);
    FieldReader read(told, settings);
    DeliveryReport report;
    report.message_id = read.id("message_uuid");
    if (!read.has("status")) read.refuse({400, "status: missing"});
    report.status = status_of(read.raw("status"), status_words);
    report.final = is_final(report.status);
    report.to = read.usable_subscriber("to");
    report.error = read.reason("error", report.status);
    return read.finish(std::move(report));
}

}  // namespace kazi::protocols
