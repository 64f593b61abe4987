// SPDX-License-Identifier: Apache-2.0
// Two readings are tried: all separators part thousands, or the last one stands before a fraction.
#include "taskflow/question/written_number.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace kazi::taskflow::question {

namespace {

constexpr std::size_t whole_digits_max = 15;
constexpr std::size_t empty_fraction_max = 2;  // "50.00"

struct Parts {
    std::vector<std::u32string_view> groups;
    std::u32string separators;
};

Parts split(std::u32string_view written) {
    Parts parts;
    std::size_t from = 0;
    for (std::size_t at = 0; at <= written.size(); ++at) {
        if (at < written.size() && written[at] >= U'0' && written[at] <= U'9') continue;
        parts.groups.push_back(written.substr(from, at - from));
        if (at < written.size()) parts.separators.push_back(written[at]);
        from = at + 1;
    }
    return parts;
}

std::optional<Milli> whole(const std::vector<std::u32string_view>& groups, std::size_t count) {
    std::u32string digits;
    for (std::size_t nth = 0; nth < count; ++nth)
        digits += groups[nth];
    if (digits.empty() || digits.size() > whole_digits_max) return std::nullopt;
    Milli value = 0;
    for (const char32_t digit : digits)
        value = value * 10 + static_cast<Milli>(digit - U'0');
    return value * milli;
}

/// Whether the first `count` groups are thousands, all separators between them the same.
bool are_thousands(const Parts& parts, std::size_t count) {
    if (count == 1) return true;
    const auto& head = parts.groups.front();
    if (head.empty() || head.size() > 3 || head.front() == U'0') return false;
    for (std::size_t nth = 1; nth < count; ++nth) {
        if (parts.groups[nth].size() != 3) return false;
        if (parts.separators[nth - 1] != parts.separators.front()) return false;
    }
    return true;
}

/// A single point before three digits parts thousands only where points do.
bool may_be_thousands(const Parts& parts, bool point_groups) {
    if (parts.separators.size() == 1 && parts.separators.front() == U'.' && !point_groups)
        return false;
    return are_thousands(parts, parts.groups.size());
}

bool marks_fraction(const Parts& parts, bool point_groups) {
    const char32_t last = parts.separators.back();
    const bool other_before = parts.separators.size() > 1 && parts.separators.front() != last;
    if (parts.separators.size() > 1 && !other_before) return false;
    return last == U'.' || (last == U',' && (point_groups || other_before));
}

bool is_empty(std::u32string_view fraction) {
    return std::all_of(fraction.begin(), fraction.end(), [](char32_t d) { return d == U'0'; });
}

std::optional<Milli> with_fraction(const Parts& parts, int decimals, bool point_groups) {
    if (!marks_fraction(parts, point_groups) || !are_thousands(parts, parts.groups.size() - 1))
        return std::nullopt;
    const std::u32string_view fraction = parts.groups.back();
    const auto value = whole(parts.groups, parts.groups.size() - 1);
    if (!value || fraction.empty()) return std::nullopt;
    if (is_empty(fraction) && fraction.size() <= empty_fraction_max) return value;
    if (is_empty(fraction) || fraction.size() > static_cast<std::size_t>(decimals))
        return std::nullopt;
    Milli part = 0;
    for (std::size_t nth = 0; nth < 3; ++nth)
        part = part * 10 + (nth < fraction.size() ? static_cast<Milli>(fraction[nth] - U'0') : 0);
    return *value + part;
}

}  // namespace

std::vector<Milli> meanings_of(std::u32string_view written, int decimals, bool point_groups) {
    const bool negative = written.starts_with(U'-');
    const Parts parts = split(negative ? written.substr(1) : written);
    std::vector<Milli> meanings;
    const auto add = [&](const std::optional<Milli>& value) {
        if (value) meanings.push_back(negative ? -*value : *value);
    };
    if (parts.separators.empty() || may_be_thousands(parts, point_groups))
        add(whole(parts.groups, parts.groups.size()));
    if (!parts.separators.empty()) add(with_fraction(parts, decimals, point_groups));
    return meanings;
}

}  // namespace kazi::taskflow::question
