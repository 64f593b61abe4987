// SPDX-License-Identifier: Apache-2.0
// The edit is found by setting the common beginning aside and trying each kind on what is left.
#include "taskflow/question/typo.hpp"

#include <algorithm>
#include <string>

namespace kazi::taskflow::question {

namespace {

std::u32string digits_of(std::u32string_view text) {
    std::u32string digits;
    for (const char32_t point : text) {
        if (point >= U'0' && point <= U'9') digits.push_back(point);
    }
    return digits;
}

bool exchanged(std::u32string_view left, std::u32string_view right) {
    return left.size() >= 2 && right.size() >= 2 && left[0] == right[1] && left[1] == right[0] &&
           left.substr(2) == right.substr(2);
}

}  // namespace

bool within_one_edit(std::u32string_view left, std::u32string_view right) {
    const auto [from_left, from_right] =
        std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    left.remove_prefix(static_cast<std::size_t>(from_left - left.begin()));
    right.remove_prefix(static_cast<std::size_t>(from_right - right.begin()));
    if (left.empty() || right.empty()) return left.size() + right.size() <= 1;
    return left.substr(1) == right.substr(1) || left.substr(1) == right ||
           left == right.substr(1) || exchanged(left, right);
}

bool is_slip_of(std::u32string_view typed, std::u32string_view word) {
    return word.size() >= forgiven_letters_min && within_one_edit(typed, word) &&
           digits_of(typed) == digits_of(word);
}

}  // namespace kazi::taskflow::question
