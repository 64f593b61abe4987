// SPDX-License-Identifier: Apache-2.0
// One pass over the pattern; what was filled in is never looked at again.
#include "protocols/text_template.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "protocols/form.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

constexpr bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

/// Length of the hole's name behind an opening brace; 0 when that brace opens no hole.
std::size_t name_length(std::string_view behind_brace) {
    std::size_t length = 0;
    while (length < behind_brace.size() && is_name_character(behind_brace[length]))
        ++length;
    return length < behind_brace.size() && behind_brace[length] == '}' ? length : 0;
}

std::string escaped_for_json(std::string_view value) {
    std::string quoted = boost::json::serialize(boost::json::string(value));
    return quoted.substr(1, quoted.size() - 2);
}

std::string escaped_for_xml(std::string_view value) {
    std::string out;
    out.reserve(value.size());
    for (const char c : value) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else if (c == '\'') {
            out += "&apos;";
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace

Escape escape_of(std::string_view content_type) {
    const std::string type = lower_case(content_type.substr(0, content_type.find(';')));
    if (type.find("json") != std::string::npos) return Escape::json;
    if (type.find("xml") != std::string::npos) return Escape::xml;
    if (type.find("urlencoded") != std::string::npos) return Escape::url;
    return Escape::none;
}

std::string escaped(std::string_view value, Escape escape) {
    switch (escape) {
        case Escape::url:
            return percent_encode(value);
        case Escape::json:
            return escaped_for_json(value);
        case Escape::xml:
            return escaped_for_xml(value);
        case Escape::none:
            break;
    }
    return std::string(value);
}

std::string fill_holes(std::string_view pattern, Escape escape, const HoleValue& value_of) {
    std::string filled;
    filled.reserve(pattern.size());
    while (!pattern.empty()) {
        const std::size_t brace = pattern.find('{');
        filled += pattern.substr(0, brace);
        if (brace == std::string_view::npos) break;
        pattern.remove_prefix(brace + 1);
        const std::size_t length = name_length(pattern);
        if (length == 0) {
            filled += '{';
            continue;
        }
        filled += escaped(value_of(pattern.substr(0, length)), escape);
        pattern.remove_prefix(length + 1);
    }
    return filled;
}

bool has_holes(std::string_view pattern) {
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos;
         at = pattern.find('{', at + 1)) {
        if (name_length(pattern.substr(at + 1)) > 0) return true;
    }
    return false;
}

}  // namespace kazi::protocols
