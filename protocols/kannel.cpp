// SPDX-License-Identifier: Apache-2.0
// Whoever runs Kannel writes the addresses it calls, so every name is a convention. Whatever we
// answer becomes an SMS to the sender, and an error becomes an apology to her: all answers but one
// to a forger are an empty 200.
#include "protocols/kannel.hpp"

#include <array>

#include "protocols/body.hpp"
#include "protocols/derived_id.hpp"
#include "protocols/field_reader.hpp"
#include "protocols/form.hpp"
#include "protocols/kannel_send.hpp"
#include "protocols/proof.hpp"
#include "protocols/status_word.hpp"
#include "protocols/timestamp.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

constexpr std::string_view dialect_name = "kannel";

// --- SMS in -----------------------------------------------------------------------------------

struct HeaderField {
    std::string_view header;
    std::string_view field;
};

constexpr std::array<HeaderField, 5> header_fields = {{
    {"X-Kannel-From", "from"},
    {"X-Kannel-To", "to"},
    {"X-Kannel-Time", "ts"},
    {"X-Kannel-SMSC", "smsc"},
    {"X-Kannel-Coding", "coding"},
}};

/// A post-url's message as the query that a get-url would have had. What stands in the query goes
/// before what stands in a header.
Parsed<Fields> read_post(const Callback& callback, const RouteSettings& settings) {
    if (callback.body.size() > body_bytes_max) return Refusal{413, "the body is too large"};
    const std::string_view type = media_type_of(callback);
    if (!type.empty() && !equal_ignoring_case(type, "text/plain")) {
        return Refusal{415, "the content type is not one this hook reads"};
    }
    const auto query = parse_form(query_of(callback.target));
    if (!query) return query.error();
    std::string form(query_of(callback.target));
    const auto add = [&](std::string_view name, std::string_view value) {
        const std::string theirs = kannel_field(settings, name);
        if (query->find(theirs) == nullptr) append_form_field(form, theirs, value);
    };
    for (const HeaderField& one : header_fields) {
        const std::string_view value = callback.header(one.header);
        if (!value.empty()) add(one.field, value);
    }
    if (const std::string_view charset = charset_of(callback); !charset.empty()) {
        add("charset", charset);
    }
    add("text", callback.body);
    return parse_form(form);
}

Parsed<Fields> read_message(const Callback& callback, const RouteSettings& settings) {
    if (auto refusal = check_proof(callback, settings)) return *std::move(refusal);
    if (callback.method == "POST") return read_post(callback, settings);
    return read_fields(callback, {.query = true});
}

bool has_control(std::string_view bytes) {
    for (const char c : bytes) {
        if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r')
            return true;
    }
    return false;
}

/// Bytes of UCS-2 that nobody declared: they come in pairs and do not look like text.
bool looks_like_utf16(std::string_view bytes) {
    return bytes.size() % 2 == 0 && (has_control(bytes) || decode_text(bytes, "").guessed);
}

struct CharsetName {
    std::string_view theirs;
    std::string_view ours;
};

/// GSM text was made UTF-8 before it was escaped; the Latin ones mean what Windows makes of them.
constexpr std::array<CharsetName, 4> charset_names = {{
    {"GSM", "UTF-8"},
    {"binary", "UTF-8"},
    {"ISO-8859-1", "windows-1252"},
    {"LATIN1", "windows-1252"},
}};

constexpr std::string_view utf16 = "UTF-16BE";

std::string charset_of_text(const FieldReader& read, std::string_view bytes) {
    const std::string_view told = read.raw("charset");
    for (const CharsetName& known : charset_names) {
        if (equal_ignoring_case(known.theirs, told)) return std::string(known.ours);
    }
    const bool undeclared_ucs2 = told.empty() && read.raw("coding") == "2";
    return std::string(undeclared_ucs2 && looks_like_utf16(bytes) ? utf16 : told);
}

DecodedText read_text(FieldReader& read, const Fields& fields, const RouteSettings& settings) {
    const Field* field = fields.find(kannel_field(settings, "text"));
    if (field == nullptr) return read.text("text");
    const std::string charset = charset_of_text(read, field->value);
    if (!equal_ignoring_case(charset, utf16) || field->value.size() % 2 == 0) {
        return read.text("text", charset);
    }
    // Half a character at the end is dropped, the rest is read.
    DecodedText decoded = decode_text(field->value.substr(0, field->value.size() - 1), utf16);
    if (count_characters(decoded.text) > text_characters_max) read.refuse({400, "text: too long"});
    return decoded;
}

Parsed<InboundSms> parse_sms(const Callback& callback, const RouteSettings& settings,
                             const CallbackContext& context) {
    const auto fields = read_message(callback, settings);
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    if (read.raw("coding") == "1") return Refusal{200, "a binary message has no text"};
    InboundSms sms;
    sms.from = read.subscriber("from");
    sms.to = read.destination("to");
    DecodedText decoded = read_text(read, *fields, settings);
    sms.text = std::move(decoded.text);
    sms.charset_guessed = decoded.guessed;
    const std::string_view sent_at = read.raw("ts");
    sms.received_at = parse_unix_time(sent_at);
    sms.network = read.network("smsc");
    sms.message_id = read.has("id") ? read.id("id")
                                    : derive_message_id(dialect_name, settings.route, sms, sent_at,
                                                        context.now_s);
    return read.finish(std::move(sms));
}

// --- delivery reports -------------------------------------------------------------------------

/// The bits of dlr-mask, one in each report.
constexpr std::array<StatusWord, 6> status_words = {{
    {"1", DeliveryStatus::delivered},
    {"2", DeliveryStatus::failed},
    {"4", DeliveryStatus::buffered},
    {"8", DeliveryStatus::sent},
    {"16", DeliveryStatus::rejected},
    {"32", DeliveryStatus::sent},
}};

/// What stands behind `err:` in an SMPP receipt, whose words are parted by blanks.
std::string_view receipt_error(std::string_view receipt) {
    static constexpr std::string_view mark = " err:";
    const std::string words = " " + std::string(receipt);
    const std::size_t at = words.find(mark);
    if (at == std::string::npos) return {};
    const std::string_view rest = receipt.substr(at + mark.size() - 1);
    return rest.substr(0, rest.find(' '));
}

Parsed<DeliveryReport> parse_dlr(const Callback& callback, const RouteSettings& settings,
                                 const CallbackContext&) {
    if (auto refusal = check_proof(callback, settings)) return *std::move(refusal);
    const auto fields = read_fields(callback, {.query = true});
    if (!fields) return fields.error();
    FieldReader read(*fields, settings);
    DeliveryReport report;
    report.message_id = read.id("id");
    if (!read.has("status")) read.refuse({400, "status: missing"});
    report.status = status_of(read.raw("status"), status_words);
    report.final = is_final(report.status);
    report.to = read.usable_subscriber("to");
    report.error = usable_reason(receipt_error(read.raw("reply")), report.status);
    report.network = read.network("smsc");
    return read.finish(std::move(report));
}

HttpReply acknowledge() {
    return {200, "", ""};
}

std::optional<HttpReply> render_refusal(const Refusal& refusal, const Callback&) {
    if (refusal.http == 403) return std::nullopt;
    return acknowledge();
}

}  // namespace

const Dialect kannel = {
    .name = dialect_name,
    .parse_sms = parse_sms,
    .parse_dlr = parse_dlr,
    .acknowledge = acknowledge,
    .render_refusal = render_refusal,
    .build_send = build_kannel_send,
    .parse_send = parse_kannel_send,
    .reports_by_our_id = true,
};

}  // namespace kazi::protocols
