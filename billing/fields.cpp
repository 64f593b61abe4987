// SPDX-License-Identifier: Apache-2.0
// Form reading and writing, and the lookups that refuse ambiguity.
#include "billing/fields.hpp"

#include "billing/provider.hpp"

namespace kazi::billing {

namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> form_unescape(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
        if (high < 0 || low < 0) return std::nullopt;
        plain += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return plain;
}

bool is_unreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.' || c == '~';
}

}  // namespace

void Fields::add(std::string name, std::string value) {
    pairs_.emplace_back(std::move(name), std::move(value));
}

bool Fields::has(std::string_view name) const {
    for (const auto& [key, value] : pairs_)
        if (key == name) return true;
    return false;
}

FieldResult<std::optional<std::string>> Fields::text(std::string_view name) const {
    std::optional<std::string> found;
    for (const auto& [key, value] : pairs_) {
        if (key != name) continue;
        if (found && *found != value)
            return FieldError{std::string(name) + ": ambiguous, told twice"};
        found = value;
    }
    return found;
}

FieldResult<std::optional<std::string>> Fields::text_once(std::string_view name) const {
    std::optional<std::string> found;
    for (const auto& [key, value] : pairs_) {
        if (key != name) continue;
        if (found) return FieldError{std::string(name) + ": ambiguous, told twice"};
        found = value;
    }
    return found;
}

const JsonTree* JsonTree::find(std::string_view name) const {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return &children[i];
    return nullptr;
}

Fields fields_of(const JsonTree& object) {
    Fields fields;
    for (std::size_t i = 0; i < object.names.size(); ++i) {
        const JsonTree& child = object.children[i];
        const bool scalar = child.kind == JsonTree::Kind::boolean ||
                            child.kind == JsonTree::Kind::number ||
                            child.kind == JsonTree::Kind::string;
        if (scalar) fields.add(object.names[i], child.text);
    }
    return fields;
}

FieldResult<Fields> parse_form(std::string_view body) {
    if (body.size() > provider_body_bytes_max) return FieldError{"body too long"};
    Fields fields;
    while (!body.empty()) {
        const auto end = body.find('&');
        const std::string_view pair = body.substr(0, end);
        body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
        if (pair.empty()) continue;
        if (fields.size() == fields_max) return FieldError{"too many fields"};
        const auto equals = pair.find('=');
        auto name = form_unescape(pair.substr(0, equals));

        auto value = form_unescape(equals == std::string_view::npos ? std::string_view()
                                                                    : pair.substr(equals + 1));
        if (!name || !value) return FieldError{"bad percent escape"};
        fields.add(std::move(*name), std::move(*value));
    }
    return fields;
}

std::string form_escape(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string escaped;
    escaped.reserve(text.size() * 3);
    for (const char c : text) {
        if (is_unreserved(c)) {
            escaped += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        escaped += '%';
        escaped += digits[byte >> 4U];
        escaped += digits[byte & 15U];
    }
    return escaped;
}

}  // namespace kazi::billing
