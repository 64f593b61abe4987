// SPDX-License-Identifier: Apache-2.0
// Exact money. Every sum is checked against overflow and against the limit that the store can hold.
#include "billing/money.hpp"

#include "billing/ensure.hpp"

namespace kazi::billing {

namespace {

constexpr int decimals_max = 6;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

Money checked(bool overflowed, std::int64_t micro, Currency currency, const char* operation) {
    const bool in_range = micro >= -amount_micro_max && micro <= amount_micro_max;
    if (overflowed || !in_range) ensure(false, std::string("money out of range in ") + operation);
    return {micro, currency};
}

void ensure_same_currency(const Money& left, const Money& right, const char* operation) {
    if (left.currency == right.currency) return;
    ensure(false, "currencies mixed in " + std::string(operation) + ": " +
                      std::string(left.currency.code()) + " and " +
                      std::string(right.currency.code()));
}

/// Reads the run of digits at the front of `text` into `value`. False when the value passes the
/// limit.
bool take_digits(std::string_view& text, std::int64_t& value) {
    while (!text.empty() && is_digit(text.front())) {
        value = value * 10 + (text.front() - '0');
        if (value > amount_micro_max) return false;
        text.remove_prefix(1);
    }
    return true;
}

}  // namespace

boost::system::result<Currency, std::string> Currency::parse(std::string_view code) {
    if (code.size() != 3) return "not a currency code: it must be three letters";
    Currency currency;
    for (std::size_t i = 0; i < 3; ++i) {
        if (code[i] < 'A' || code[i] > 'Z') return "not a currency code: upper-case letters only";
        currency.letters_[i] = code[i];
    }
    return currency;
}

Money operator+(Money left, Money right) {
    ensure_same_currency(left, right, "+");
    std::int64_t sum = 0;
    const bool overflowed = __builtin_add_overflow(left.micro, right.micro, &sum);
    return checked(overflowed, sum, left.currency, "+");
}

Money operator-(Money left, Money right) {
    ensure_same_currency(left, right, "-");
    std::int64_t difference = 0;
    const bool overflowed = __builtin_sub_overflow(left.micro, right.micro, &difference);
    return checked(overflowed, difference, left.currency, "-");
}

Money operator-(Money amount) {
    return Money{0, amount.currency} - amount;
}

Money operator*(Money amount, std::int64_t times) {
    std::int64_t product = 0;
    const bool overflowed = __builtin_mul_overflow(amount.micro, times, &product);
    return checked(overflowed, product, amount.currency, "*");
}

boost::system::result<std::int64_t, std::string> parse_amount(std::string_view text) {
    if (text.empty() || !is_digit(text.front())) return "not an amount: it must begin with a digit";
    std::int64_t micro = 0;
    if (!take_digits(text, micro)) return "amount out of range";
    if (__builtin_mul_overflow(micro, micro_per_unit, &micro)) return "amount out of range";
    if (!text.empty()) {
        if (text.front() != '.' || text.size() == 1) return "not an amount: decimal digits only";
        text.remove_prefix(1);
        std::int64_t worth = micro_per_unit / 10;
        for (const char c : text) {
            if (!is_digit(c)) return "not an amount: decimal digits only";
            if (c != '0' && worth == 0) return "amount finer than a millionth";
            micro += (c - '0') * worth;
            worth /= 10;
        }
    }
    if (micro > amount_micro_max) return "amount out of range";
    return micro;
}

boost::system::result<Money, std::string> parse_money(std::string_view text) {
    const auto blank = text.find(' ');
    if (blank == std::string_view::npos) return "not money: currency, one space, amount";
    const auto currency = Currency::parse(text.substr(0, blank));
    if (!currency) return currency.error();
    const auto micro = parse_amount(text.substr(blank + 1));
    if (!micro) return micro.error();
    return Money{*micro, *currency};
}

std::string format_amount(std::int64_t micro, int decimals) {
    ensure(micro >= -amount_micro_max && micro <= amount_micro_max, "money out of range in format");
    const std::int64_t size = micro < 0 ? -micro : micro;
    std::string fraction = std::to_string(size % micro_per_unit);
    fraction.insert(0, decimals_max - fraction.size(), '0');
    while (!fraction.empty() && fraction.back() == '0' &&
           static_cast<int>(fraction.size()) > decimals)
        fraction.pop_back();
    std::string text = micro < 0 ? "-" : "";
    text += std::to_string(size / micro_per_unit);
    if (!fraction.empty()) text += '.' + fraction;
    return text;
}

std::string format_money(Money amount, int decimals) {
    return std::string(amount.currency.code()) + ' ' + format_amount(amount.micro, decimals);
}

}  // namespace kazi::billing
