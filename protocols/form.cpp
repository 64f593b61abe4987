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

/// The byte of the escape that the text begins with, or -1.
constexpr int escaped_byte(std::string_view text) {
    if (text.size() < 3) return -1;
    const int high = hex_value(text[1]);
    const int low = hex_value(text[2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
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
        const int byte = escaped_byte(encoded);
        if (byte < 0) return false;
        fields.append(static_cast<char>(byte));
        encoded.remove_prefix(3);
    }
}

/// Gives each pair to `add` (a field to an optional refusal); `fields` holds the decoded bytes.
template <class Add>
std::optional<Refusal> add_pair(Fields& fields, std::string_view pair, Add& add) {
    const std::size_t equals = pair.find('=');
    if (!append_decoded(fields, pair.substr(0, equals))) return Refusal{400, "bad % escape"};
    const std::string_view name = fields.take();
    if (equals != std::string_view::npos && !append_decoded(fields, pair.substr(equals + 1))) {
        return Refusal{400, "bad % escape"};
    }
    return add(Field{name, fields.take(), FieldKind::text});
}

template <class Add>
std::optional<Refusal> read_pairs(Fields& fields, std::string_view form, Add add) {
    std::size_t pairs = 0;
    while (!form.empty()) {
        const std::size_t end = form.find('&');
        const std::string_view pair = form.substr(0, end);
        form.remove_prefix(end == std::string_view::npos ? form.size() : end + 1);
        if (pair.empty()) continue;
        if (++pairs > fields_max) return Refusal{400, "too many fields"};
        if (auto refusal = add_pair(fields, pair, add)) return refusal;
    }
    return std::nullopt;
}

}  // namespace

Parsed<Fields> parse_form(std::string_view form) {
    Fields fields(form.size());
    auto refusal =
        read_pairs(fields, form, [&fields](const Field& field) { return fields.add(field); });
    if (refusal) return *std::move(refusal);
    return fields;
}

Parsed<std::vector<FormPair>> parse_form_pairs(std::string_view form) {
    Fields bytes(form.size());
    std::vector<FormPair> pairs;
    auto refusal = read_pairs(bytes, form, [&pairs](const Field& field) {
        pairs.push_back({std::string(field.name), std::string(field.value)});
        return std::optional<Refusal>();
    });
    if (refusal) return *std::move(refusal);
    return pairs;
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

std::optional<std::string> percent_decode(std::string_view segment) {
    std::string decoded;
    for (std::size_t i = 0; i < segment.size(); ++i) {
        if (segment[i] != '%') {
            decoded += segment[i];
            continue;
        }
        const int byte = escaped_byte(segment.substr(i));
        if (byte < 0) return std::nullopt;
        decoded += static_cast<char>(byte);
        i += 2;
    }
    return decoded;
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
