// SPDX-License-Identifier: Apache-2.0
// Brackets are counted and strings skipped. Text that is no JSON gives slices that are none, and
// never reads beyond its end.
#include "protocols/json_slices.hpp"

#include <algorithm>

namespace kazi::protocols {

namespace {

/// Behind the string that begins at `at`.
std::size_t end_of_string(std::string_view json, std::size_t at) {
    for (++at; at < json.size() && json[at] != '"'; ++at) {
        if (json[at] == '\\') ++at;
    }
    return std::min(at + 1, json.size());
}

/// Behind the object or list that begins at `at`.
std::size_t end_of_nested(std::string_view json, std::size_t at) {
    std::size_t depth = 0;
    while (at < json.size()) {
        const char c = json[at];
        if (c == '"') {
            at = end_of_string(json, at);
            continue;
        }
        ++at;
        if (c == '{' || c == '[') ++depth;
        if ((c == '}' || c == ']') && --depth == 0) break;
    }
    return at;
}

std::size_t end_of_value(std::string_view json, std::size_t at) {
    if (json[at] == '"') return end_of_string(json, at);
    if (json[at] == '{' || json[at] == '[') return end_of_nested(json, at);
    return std::min(json.find_first_of(", \t\r\n]", at), json.size());
}

}  // namespace

std::string_view next_nested(std::string_view json, std::size_t& at) {
    while (at < json.size()) {
        const std::size_t begin = at;
        const char c = json[begin];
        at = c == '"' ? end_of_string(json, begin) : begin + 1;
        if (c != '{' && c != '[') continue;
        at = end_of_nested(json, begin);
        return json.substr(begin, at - begin);
    }
    return {};
}

std::vector<std::string_view> elements_of(std::string_view list) {
    static constexpr std::string_view between = ", \t\r\n";
    std::vector<std::string_view> elements;
    std::size_t at = list.find_first_not_of(between, 1);
    while (at < list.size() && list[at] != ']') {
        const std::size_t end = end_of_value(list, at);
        elements.push_back(list.substr(at, end - at));
        at = list.find_first_not_of(between, end);
    }
    return elements;
}

}  // namespace kazi::protocols
