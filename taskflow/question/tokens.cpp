// SPDX-License-Identifier: Apache-2.0
// A lexer of two kinds. The care is in the numbers: "1,000" is a thousand wherever we work, but
// "1.000" is a thousand to one reader and one to another, and "1,5" is no whole number to anybody.
#include "taskflow/question/tokens.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "taskflow/question/fold.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr std::size_t digits_max = 18;

/// Thumb, hand, ticks and crosses, a shrug, stars: what people send instead of a word.
bool is_picture(char32_t point) {
    constexpr std::u32string_view pictures =
        U"\U0001F44D\U0001F44E\u2705\u2714\u274C\u2716"
        U"\U0001F937\u2B50\U0001F31F\u2B55";
    return pictures.find(point) != std::u32string_view::npos;
}

bool is_letter(char32_t point) {
    const auto mask = U_GET_GC_MASK(static_cast<UChar32>(point));
    return (mask & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

/// A number as written: groups of digits, and the separator before each but the first.
struct Written {
    std::vector<std::u32string> groups;
    std::u32string separators;
};

class Lexer {
public:
    explicit Lexer(std::u32string text) : text_(std::move(text)) {}

    Tokens all() {
        Tokens tokens;
        while (at_ < text_.size()) {
            const bool glued = !tokens.empty() && at_ == end_;
            if (!is_digit(text_[at_]) && !is_letter(text_[at_]) && !is_picture(text_[at_])) {
                ++at_;
                continue;
            }
            tokens.push_back(next());
            tokens.back().glued = glued;
            end_ = at_;
        }
        return tokens;
    }

private:
    [[nodiscard]] bool digit_at(std::size_t at) const {
        return at < text_.size() && is_digit(text_[at]);
    }

    template <typename Predicate>
    std::u32string run(Predicate belongs) {
        const std::size_t start = at_;
        while (at_ < text_.size() && belongs(text_[at_]))
            ++at_;
        return text_.substr(start, at_ - start);
    }

    /// Three digits and no more after a blank: "1 000" is a thousand, "1 2" is two numbers.
    [[nodiscard]] bool blank_group_follows() const {
        return at_ < text_.size() && text_[at_] == U' ' && digit_at(at_ + 1) && digit_at(at_ + 2) &&
               digit_at(at_ + 3) && !digit_at(at_ + 4);
    }

    [[nodiscard]] bool group_follows(const Written& written) const {
        if (at_ >= text_.size()) return false;
        if (text_[at_] == U'.' || text_[at_] == U',') return digit_at(at_ + 1);
        return written.groups.front().size() <= 3 && written.groups.front() != U"0" &&
               written.separators.find_first_not_of(U' ') == std::u32string::npos &&
               blank_group_follows();
    }

    Token next() {
        if (is_digit(text_[at_])) return number();
        if (is_letter(text_[at_])) return {Token::Kind::word, run(is_letter), 0};
        return {Token::Kind::word, {text_[at_++]}, 0};
    }

    Token number();
    Token read_number();

    /// A minus stands at the start or after a blank; between digits it is a dash.
    [[nodiscard]] bool negative_at(std::size_t start) const {
        return start > 0 && text_[start - 1] == U'-' && (start == 1 || text_[start - 2] == U' ');
    }

    std::u32string text_;
    std::size_t at_ = 0;
    std::size_t end_ = 0;  ///< of the last token
};

bool all_zeros(const std::u32string& digits) {
    return digits.find_first_not_of(U'0') == std::u32string::npos;
}

/// Drops "00" after a point: money is often written so.
void drop_empty_fraction(Written& written) {
    const auto points = std::count(written.separators.begin(), written.separators.end(), U'.');
    const bool fraction = points == 1 && written.separators.back() == U'.';
    if (fraction && written.groups.back().size() <= 2 && all_zeros(written.groups.back())) {
        written.groups.pop_back();
        written.separators.pop_back();
    }
}

bool are_thousands(const Written& written) {
    const auto& separators = written.separators;
    const char32_t first = separators.front();
    // A single point with three digits after it is a fraction to half of the world.
    if (first == U'.' && separators.size() == 1) return false;
    const bool one_kind = separators.find_first_not_of(first) == std::u32string::npos;
    const bool head = written.groups.front().size() <= 3 && written.groups.front().front() != U'0';
    return one_kind && head &&
           std::all_of(written.groups.begin() + 1, written.groups.end(),
                       [](const auto& group) { return group.size() == 3; });
}

Token whole(std::u32string digits, bool negative) {
    const std::size_t first = std::min(digits.find_first_not_of(U'0'), digits.size() - 1);
    digits.erase(0, first);
    if (digits.size() > digits_max) return {Token::Kind::huge, digits, 0};
    std::int64_t value = 0;
    for (const char32_t digit : digits)
        value = value * 10 + static_cast<std::int64_t>(digit - U'0');
    return {Token::Kind::number, negative ? U"-" + digits : digits, negative ? -value : value};
}

Token Lexer::number() {
    const std::size_t start = at_;
    Token token = read_number();
    token.written = text_.substr(start, at_ - start);
    if (negative_at(start)) token.written.insert(0, 1, U'-');
    return token;
}

Token Lexer::read_number() {
    const bool negative = negative_at(at_);
    Written written;
    written.groups.push_back(run(is_digit));
    while (group_follows(written)) {
        written.separators.push_back(text_[at_++]);
        written.groups.push_back(run(is_digit));
    }
    std::u32string digits;
    if (!written.separators.empty()) drop_empty_fraction(written);
    for (const auto& group : written.groups)
        digits += group;
    if (!written.separators.empty() && !are_thousands(written)) {
        return {Token::Kind::unclear, digits, 0};
    }
    return whole(std::move(digits), negative);
}

}  // namespace

Tokens tokenise(std::string_view typed) {
    return Lexer(fold_for_matching(typed)).all();
}

}  // namespace kazi::taskflow::question
