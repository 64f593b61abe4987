// SPDX-License-Identifier: Apache-2.0
#include "billing/redact.hpp"

#include <array>

namespace kazi::billing {

namespace {

/// Names in lower case, as JSON and forms have them.
constexpr std::array<std::string_view, 9> secret_names{
    "securitycredential", "initiatorpassword", "pin",    "password",
    "access_token",       "client_secret",     "apikey", "secret",
    "authorization"};

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_name_character(char c) {
    const char l = lower(c);
    return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_secret(std::string_view name) {
    std::string lowered;
    for (const char c : name)
        lowered += lower(c);
    for (const std::string_view secret : secret_names)
        if (lowered == secret) return true;
    return false;
}

std::size_t behind_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() &&
           (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r'))
        ++at;
    return at;
}

/// Behind the quoted string that begins at `at`, or at the end when it never ends.
std::size_t behind_string(std::string_view text, std::size_t at) {
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            return at + 1;
    }
    return text.size();
}

/// Where the value begins that belongs to the name which ends at `at`; nothing is 0.
std::size_t value_behind(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == '=') return at + 1;
    if (at < text.size() && text[at] == '"') ++at;
    at = behind_blanks(text, at);
    if (at >= text.size() || text[at] != ':') return 0;
    return behind_blanks(text, at + 1);
}

std::size_t end_of_value(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == '"') return behind_string(text, at);
    while (at < text.size() && std::string_view("&,}] \r\n").find(text[at]) == text.npos)
        ++at;
    return at;
}

}  // namespace

std::string without_credentials(std::string_view body) {
    std::string kept;
    for (std::size_t at = 0; at < body.size();) {
        std::size_t end = at;
        while (end < body.size() && is_name_character(body[end]))
            ++end;
        if (end == at) {
            kept += body[at++];
            continue;
        }
        const std::size_t value =
            is_secret(body.substr(at, end - at)) ? value_behind(body, end) : 0;
        if (value == 0) {
            kept += body.substr(at, end - at);
            at = end;
            continue;
        }
        kept += body.substr(at, value - at);
        const bool quoted = value < body.size() && body[value] == '"';
        kept += quoted ? "\"***\"" : "***";
        at = end_of_value(body, value);
    }
    return kept;
}

}  // namespace kazi::billing
