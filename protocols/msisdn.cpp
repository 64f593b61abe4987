// SPDX-License-Identifier: Apache-2.0
// Numbers by shape alone. Whether a number exists is phone_region's business.
#include "protocols/msisdn.hpp"

#include <algorithm>

#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

constexpr std::size_t short_code_digits_min = 3;
constexpr std::size_t full_digits_min = 8;
constexpr std::size_t full_digits_max = 15;

bool is_full_length(std::string_view digits) {
    return digits.size() >= full_digits_min && digits.size() <= full_digits_max;
}

bool is_ornament(char c) {
    return c == ' ' || c == '-' || c == '(' || c == ')' || c == '.';
}

/// Without ornaments, `00` read as plus, and the plus back that form decoding made a blank.
std::string strip(std::string_view text) {
    const std::string_view trimmed = without_scheme(text);
    const bool plus_eaten = text.starts_with(' ') && is_digits(trimmed.substr(0, 1));
    std::string stripped(plus_eaten ? "+" : "");
    stripped.reserve(trimmed.size() + 1);
    for (const char c : trimmed) {
        if (!is_ornament(c)) stripped += c;
    }
    if (stripped.starts_with("00") && is_digits(stripped)) stripped.replace(0, 2, "+");
    return stripped;
}

bool is_no_subscriber(std::string_view stripped) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(stripped, is_digit));
    const auto is_letter = [](char c) {
        const char low = lower_case(c);
        return (low >= 'a' && low <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
    };
    return digits < full_digits_min || std::ranges::any_of(stripped, is_letter);
}

}  // namespace

std::string_view without_scheme(std::string_view text) {
    static constexpr std::string_view scheme = "tel:";
    const std::string_view trimmed = trim(text);
    if (!equal_ignoring_case(trimmed.substr(0, scheme.size()), scheme)) return trimmed;
    return trim(trimmed.substr(scheme.size()));
}

Parsed<std::string> normalise_msisdn(std::string_view text, std::string_view country_code) {
    std::string number = strip(text);
    if (is_no_subscriber(number)) return Refusal{200, "the sender is no subscriber"};
    if (number.starts_with('0') && is_digits(number)) {
        if (country_code.empty()) return Refusal{400, "a national number, but no country is set"};
        number.replace(0, 1, country_code);
    }
    if (!number.starts_with('+')) number.insert(0, 1, '+');
    const std::string_view digits = std::string_view(number).substr(1);
    if (!is_digits(digits) || !is_full_length(digits) || digits.front() == '0') {
        return Refusal{400, "not a phone number"};
    }
    return number;
}

std::string normalise_destination(std::string_view text) {
    const std::string stripped = strip(text);
    const bool plus = stripped.starts_with('+');
    const std::string_view digits = std::string_view(stripped).substr(plus ? 1 : 0);
    if (!is_digits(digits)) return std::string(without_scheme(text));
    if (is_full_length(digits) && digits.front() != '0') return "+" + std::string(digits);
    if (digits.size() >= short_code_digits_min) return std::string(digits);
    return std::string(without_scheme(text));
}

std::string mask_msisdn(std::string_view msisdn) {
    constexpr std::size_t long_bytes_min = 13;
    constexpr std::size_t short_bytes_min = 9;
    const auto masked = [&](std::size_t front, std::size_t back) {
        return std::string(msisdn.substr(0, front)) + "****" +
               std::string(msisdn.substr(msisdn.size() - back));
    };
    if (msisdn.size() >= long_bytes_min) return masked(5, 4);
    if (msisdn.size() >= short_bytes_min) return masked(3, 2);
    return "****";
}

}  // namespace kazi::protocols
