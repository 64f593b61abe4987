// SPDX-License-Identifier: Apache-2.0
// One pass over the form; decoded bytes go straight into the fields' block.
#include "protocols/form.hpp"

#include <algorithm>

namespace kazi::protocols {

namespace {

constexpr int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

constexpr bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

constexpr bool is_special(char c) {
    return c == '+' || c == '%';
}

/// Appends the decoded bytes of one name or value. False: a broken percent escape.
bool append_decoded(Fields& fields, std::string_view encoded) {
    for (;;) {
        const auto* special = std::ranges::find_if(encoded, is_special);
        const auto plain = static_cast<std::size_t>(special - encoded.begin());
        fields.append(encoded.substr(0, plain));
        encoded.remove_prefix(plain);
        if (encoded.empty()) return true;
        if (encoded.front() == '+') {
            fields.append(' ');
            encoded.remove_prefix(1);
            continue;
        }
        if (encoded.size() < 3) return false;
        const int high = hex_value(encoded[1]);
        const int low = hex_value(encoded[2]);
        if (high < 0 || low < 0) return false;
        fields.append(static_cast<char>(high * 16 + low));
        encoded.remove_prefix(3);
    }
}

std::optional<Refusal> add_pair(Fields& fields, std::string_view pair) {
    const std::size_t equals = pair.find('=');
    if (!append_decoded(fields, pair.substr(0, equals))) return Refusal{400, "bad % escape"};
    const std::string_view name = fields.take();
    if (equals != std::string_view::npos && !append_decoded(fields, pair.substr(equals + 1))) {
        return Refusal{400, "bad % escape"};
    }
    return fields.add({name, fields.take(), FieldKind::text});
}

}  // namespace

Parsed<Fields> parse_form(std::string_view form) {
    Fields fields(form.size());
    std::size_t pairs = 0;
    while (!form.empty()) {
        const std::size_t end = form.find('&');
        const std::string_view pair = form.substr(0, end);
        form.remove_prefix(end == std::string_view::npos ? form.size() : end + 1);
        if (pair.empty()) continue;
        if (++pairs > fields_max) return Refusal{400, "too many fields"};
        if (auto refusal = add_pair(fields, pair)) return *std::move(refusal);
    }
    return fields;
}

std::string percent_encode(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size() + text.size() / 2);
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += digits[byte >> 4U];
        encoded += digits[byte & 15U];
    }
    return encoded;
}

void append_form_field(std::string& form, std::string_view name, std::string_view value) {
    if (!form.empty()) form += '&';
    form += percent_encode(name);
    form += '=';
    form += percent_encode(value);
}

std::string_view query_of(std::string_view target) {
    target = target.substr(0, target.find('#'));
    const std::size_t mark = target.find('?');
    return mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
}

}  // namespace kazi::protocols
