// SPDX-License-Identifier: Apache-2.0
// The rules on method, size and content type, the same for every dialect.
#include "protocols/body.hpp"

#include "protocols/charset.hpp"
#include "protocols/form.hpp"
#include "protocols/json_fields.hpp"
#include "protocols/words.hpp"
#include "protocols/xml_fields.hpp"

namespace kazi::protocols {

namespace {

enum class ContentType : std::uint8_t { none, form, json, xml, other };

ContentType content_type_of(const Callback& callback) {
    const std::string_view type = media_type_of(callback);
    if (type.empty()) return ContentType::none;
    if (equal_ignoring_case(type, "application/x-www-form-urlencoded")) return ContentType::form;
    if (equal_ignoring_case(type, "application/json")) return ContentType::json;
    if (equal_ignoring_case(type, "application/xml") || equal_ignoring_case(type, "text/xml")) {
        return ContentType::xml;
    }
    const std::size_t suffix = type.rfind('+');
    if (suffix == std::string_view::npos) return ContentType::other;
    if (equal_ignoring_case(type.substr(suffix), "+json")) return ContentType::json;
    if (equal_ignoring_case(type.substr(suffix), "+xml")) return ContentType::xml;
    return ContentType::other;
}

bool looks_like_json(std::string_view body) {
    return trim(body).starts_with('{');
}

bool is_json(const Callback& callback, ContentType type) {
    return type == ContentType::json ||
           (type == ContentType::none && looks_like_json(callback.body));
}

Parsed<Fields> read_form_body(const Callback& callback) {
    auto fields = parse_form(callback.body);
    if (fields) fields->charset = charset_of(callback);
    return fields;
}

Parsed<Fields> read_json_body(const Callback& callback) {
    return parse_flat_json(transcode_to_utf8(callback.body, charset_of(callback)));
}

Parsed<Fields> read_xml_body(const Callback& callback) {
    const std::string_view told = charset_of(callback);
    const std::string_view charset = told.empty() ? xml_encoding(callback.body) : told;
    return parse_flat_xml(transcode_to_utf8(callback.body, charset));
}

Parsed<Fields> read_body(const Callback& callback, Accepts accepts) {
    if (callback.body.size() > body_bytes_max) return Refusal{413, "the body is too large"};
    const ContentType type = content_type_of(callback);
    const bool json = is_json(callback, type);
    if (accepts.xml && (type == ContentType::xml || type == ContentType::none)) {
        return read_xml_body(callback);
    }
    if (accepts.json && json) return read_json_body(callback);
    if (accepts.form && (type == ContentType::form || type == ContentType::none)) {
        return read_form_body(callback);
    }
    if (accepts.json && type == ContentType::none) return read_json_body(callback);
    return Refusal{415, "the content type is not one this hook reads"};
}

}  // namespace

std::string_view charset_of(const Callback& callback) {
    std::string_view rest = callback.header("content-type");
    for (std::size_t mark = rest.find(';'); mark != std::string_view::npos; mark = rest.find(';')) {
        rest.remove_prefix(mark + 1);
        const std::string_view parameter = trim(rest.substr(0, rest.find(';')));
        const std::size_t equals = parameter.find('=');
        if (equals == std::string_view::npos) continue;
        if (lower_case(trim(parameter.substr(0, equals))) != "charset") continue;
        std::string_view name = trim(parameter.substr(equals + 1));
        if (name.size() >= 2 && name.front() == '"' && name.back() == '"') {
            name = name.substr(1, name.size() - 2);
        }
        return name;
    }
    return {};
}

std::string_view media_type_of(const Callback& callback) {
    const std::string_view header = callback.header("content-type");
    return trim(header.substr(0, header.find(';')));
}

bool is_json(const Callback& callback) {
    return is_json(callback, content_type_of(callback));
}

Parsed<Fields> read_fields(const Callback& callback, Accepts accepts) {
    if (callback.method == "POST" && (accepts.form || accepts.json || accepts.xml)) {
        return read_body(callback, accepts);
    }
    if (callback.method == "GET" && accepts.query) return parse_form(query_of(callback.target));
    return Refusal{405, "the method is not one this hook answers"};
}

}  // namespace kazi::protocols
