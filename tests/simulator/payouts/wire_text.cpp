// SPDX-License-Identifier: Apache-2.0
#include "tests/simulator/payouts/wire_text.hpp"

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <ctime>

#include "billing/base64.hpp"

namespace kazi::simulator::payouts {

namespace json = boost::json;
using billing::Outcome;
using billing::Reason;

std::optional<std::int64_t> micro_of(std::string_view decimal) {
    std::int64_t micro = 0;
    std::int64_t scale = billing::micro_per_unit;
    bool fraction = false;
    for (const char c : decimal) {
        if (c == '.' && !fraction) {
            fraction = true;
            continue;
        }
        if (c < '0' || c > '9' || micro > std::int64_t{1} << 52) return std::nullopt;
        micro = micro * 10 + (c - '0');
        if (fraction) scale /= 10;
        if (scale == 0) return std::nullopt;
    }
    if (decimal.empty()) return std::nullopt;
    return micro * scale;
}

std::string decimal_of(std::int64_t micro, int decimals) {
    std::string text = std::to_string(micro / billing::micro_per_unit);
    std::string fraction = std::to_string(micro % billing::micro_per_unit);
    fraction.insert(0, 6 - fraction.size(), '0');
    while (fraction.size() > static_cast<std::size_t>(decimals) && fraction.ends_with('0'))
        fraction.pop_back();
    return fraction.empty() ? text : text + "." + fraction;
}

json::object object_of(std::string_view body) {
    boost::system::error_code fault;
    auto value = json::parse(body, fault);
    if (fault || !value.is_object()) return {};
    return value.get_object();
}

std::string text_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr) return {};
    if (value->is_string()) return std::string(value->get_string());
    return value->is_number() ? json::serialize(*value) : std::string();
}

json::object object_at(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    return value != nullptr && value->is_object() ? value->get_object() : json::object();
}

std::optional<billing::Money> money_of(const std::string& amount, const std::string& currency) {
    const auto micro = micro_of(amount);
    const auto kind = billing::Currency::parse(currency);
    if (!micro || !kind || *micro <= 0) return std::nullopt;
    return billing::Money{*micro, *kind};
}

std::string with_plus(std::string_view digits) {
    if (digits.starts_with('+')) digits.remove_prefix(1);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
        return {};
    return "+" + std::string(digits);
}

std::string base64url(std::string_view bytes) {
    std::string text = billing::to_base64(bytes);
    while (text.ends_with('='))
        text.pop_back();
    for (char& c : text) {
        if (c == '+') c = '-';
        if (c == '/') c = '_';
    }
    return text;
}

std::string iso_time(std::int64_t us) {
    const std::time_t seconds = us / kazi::payouts::second_us;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 40> text{};
    const auto size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S.000Z", &parts);
    return {text.data(), size};
}

Answer json_answer(int status, const json::object& body) {
    return {status, json::serialize(body)};
}

Word word_of(const billing::Decoded& news) {
    switch (news.outcome) {
        case Outcome::accepted:
            return Word::taken;
        case Outcome::pending:
            return Word::pending;
        case Outcome::succeeded:
            return Word::paid;
        case Outcome::reversed:
            return Word::reversed;
        case Outcome::none:
            return Word::token_bad;
        case Outcome::failed:
            if (news.reason == Reason::insufficient_float) return Word::no_float;
            if (news.reason == Reason::recipient_unknown) return Word::no_such_recipient;
            if (news.reason == Reason::recipient_limit) return Word::recipient_full;
            if (news.reason == Reason::operator_unavailable) return Word::unavailable;
            return Word::refused;
        case Outcome::in_doubt:
            break;
    }
    if (news.reason == Reason::not_found) return Word::not_found;
    if (news.reason == Reason::provider_unavailable) return Word::broken;
    if (news.reason == Reason::unknown_code) return Word::unknown;
    return Word::duplicate;
}

bool is_refusal(Word word) {
    return word == Word::refused || word == Word::no_such_recipient ||
           word == Word::recipient_full || word == Word::unavailable || word == Word::no_float;
}

std::int64_t told_micro(const Said& said) {
    return said.news.amount_micro.value_or(said.order.amount.micro);
}

std::string told_currency(const Said& said) {
    return std::string(said.news.currency.value_or(said.order.amount.currency).code());
}

std::string told_number(const Said& said) {
    return said.news.msisdn.value_or(said.order.msisdn);
}

std::string reference_of(const Said& said) {
    return said.news.provider_ref.value_or("0");
}

std::string number_at_end(std::string_view handle) {
    const auto last = handle.find_last_not_of("0123456789");
    if (last != std::string_view::npos) handle.remove_prefix(last + 1);
    while (handle.size() > 1 && handle.front() == '0')
        handle.remove_prefix(1);
    return std::string(handle);
}

Asked key_at_tail(const Request& request) {
    Asked asked;
    asked.order.key = std::string(request.tail());
    return asked;
}

Asked handle_at_tail(const Request& request) {
    Asked asked;
    asked.reference = number_at_end(request.tail());
    return asked;
}

std::string bearer(const Request& request) {
    const auto value = request.header("Authorization");
    return value.starts_with("Bearer ") ? std::string(value.substr(7)) : std::string();
}

std::string basic(const Request& request) {
    const auto value = request.header("Authorization");
    if (!value.starts_with("Basic ")) return {};
    return billing::from_base64(value.substr(6)).value_or("");
}

}  // namespace kazi::simulator::payouts
