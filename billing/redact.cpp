// SPDX-License-Identifier: Apache-2.0
#include "billing/redact.hpp"

#include <array>
#include <span>

#include "billing/ascii.hpp"

namespace kazi::billing {

namespace {

/// Names in lower case, as JSON and forms have them.
constexpr std::array<std::string_view, 9> secret_names{
    "securitycredential", "initiatorpassword", "pin",    "password",
    "access_token",       "client_secret",     "apikey", "secret",
    "authorization"};

bool is_name_character(char c) {
    const char l = lower(c);
    return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

constexpr std::array<std::string_view, 17> person_names{"account_name",
                                                        "account_number",
                                                        "accountnumber",
                                                        "beneficiary_name",
                                                        "customername",
                                                        "firstname",
                                                        "first_name",
                                                        "lastname",
                                                        "last_name",
                                                        "fullname",
                                                        "full_name",
                                                        "mobile_number",
                                                        "msisdn",
                                                        "partyidentifier",
                                                        "partyid",
                                                        "phonenumber",
                                                        "receiverpartypublicname"};

using Names = std::span<const std::string_view>;

bool is_among(Names names, std::string_view name) {
    std::string lowered;
    for (const char c : name)
        lowered += lower(c);
    for (const std::string_view one : names)
        if (lowered == one) return true;
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

/// Where the value begins behind a name's closing quote: after a colon, or in a "Value" of its own.
std::size_t value_behind_quote(std::string_view text, std::size_t at) {
    constexpr std::string_view value = "\"Value\"";
    at = behind_blanks(text, at);
    if (at < text.size() && text[at] == ',') {
        at = behind_blanks(text, at + 1);
        if (text.substr(at, value.size()) != value) return 0;
        at = behind_blanks(text, at + value.size());
    }
    if (at >= text.size() || text[at] != ':') return 0;
    return behind_blanks(text, at + 1);
}

/// Where the value begins that belongs to the name which ends at `at`; nothing is 0.
std::size_t value_behind(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == '=') return at + 1;
    if (at < text.size() && text[at] == '"') ++at;
    return value_behind_quote(text, at);
}

std::size_t end_of_value(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == '"') return behind_string(text, at);
    while (at < text.size() && std::string_view("&,}] \r\n").find(text[at]) == text.npos)
        ++at;
    return at;
}

std::string blanked(std::string_view body, Names names) {
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
            is_among(names, body.substr(at, end - at)) ? value_behind(body, end) : 0;
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

}  // namespace

std::string without_credentials(std::string_view body) {
    return blanked(body, secret_names);
}

std::string without_persons(std::string_view body) {
    return blanked(body, person_names);
}

std::string without_number(std::string_view body, std::string_view msisdn) {
    constexpr std::size_t hidden = 4;
    constexpr std::size_t tail = hidden + 3;
    std::string kept(body);
    if (msisdn.size() < tail) return kept;
    const std::string_view digits = msisdn.substr(msisdn.size() - tail);
    for (auto at = kept.find(digits); at != std::string::npos; at = kept.find(digits, at))
        kept.replace(at, hidden, hidden, '*');
    return kept;
}

}  // namespace kazi::billing
