// SPDX-License-Identifier: Apache-2.0
#include "billing/message_fields.hpp"

namespace kazi::billing {

namespace {

constexpr std::size_t reference_bytes_max = 128;

FieldError wrong(std::string_view name, std::string_view what) {
    return {std::string(name) + ": " + std::string(what)};
}

bool is_absent(std::string_view text) {
    return text.empty() || text == "None";
}

std::string without_separators(std::string_view text) {
    std::string kept;
    for (const char c : text)
        if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.') kept += c;
    return kept;
}

}  // namespace

FieldResult<std::optional<ToldAmount>> amount_field(const Fields& fields, std::string_view name) {
    const auto text = fields.text_once(name);
    if (!text) return text.error();
    if (!*text || is_absent(**text) || **text == "0") return std::optional<ToldAmount>();
    if ((*text)->find(' ') == std::string::npos) {
        const auto micro = parse_amount(**text);
        if (!micro) return wrong(name, micro.error());
        return std::optional(ToldAmount{*micro, std::nullopt});
    }
    const auto money = parse_money(**text);
    if (!money) return wrong(name, money.error());
    return std::optional(ToldAmount{money->micro, money->currency});
}

FieldResult<std::optional<std::string>> reference_field(const Fields& fields,
                                                        std::string_view name) {
    auto text = fields.text(name);
    if (!text) return text.error();
    if (!*text || is_absent(**text)) return std::optional<std::string>();
    if ((*text)->size() > reference_bytes_max) return wrong(name, "too long");
    for (const char c : **text)
        if (c <= ' ' || c > '~') return wrong(name, "not printable ASCII");
    return text;
}

FieldResult<std::optional<std::string>> msisdn_field(const Fields& fields, std::string_view name) {
    const auto text = fields.text(name);
    if (!text) return text.error();
    if (!*text || is_absent(**text)) return std::optional<std::string>();
    std::string number = without_separators(**text);
    if (number.starts_with("00")) number.replace(0, 2, "+");
    if (!number.starts_with('+')) number.insert(0, 1, '+');
    if (!is_e164(number)) return wrong(name, "not a phone number");
    return std::optional(std::move(number));
}

bool is_e164(std::string_view msisdn) {
    if (msisdn.size() < 9 || msisdn.size() > 16 || msisdn[0] != '+') return false;
    if (msisdn[1] == '0') return false;
    for (const char c : msisdn.substr(1))
        if (c < '0' || c > '9') return false;
    return true;
}

}  // namespace kazi::billing
