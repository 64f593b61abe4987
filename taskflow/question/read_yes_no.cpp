// SPDX-License-Identifier: Apache-2.0
// Yes or no: everything that was said must point the same way.
#include <set>

#include "taskflow/question/meaning.hpp"
#include "taskflow/question/readers.hpp"

namespace kazi::taskflow::question {

namespace {

enum class Sign : std::uint8_t { yes, no, dont_know, out_of_range, puzzling };

Sign sign_of_number(std::int64_t number) {
    switch (number) {
        case 0:
            return Sign::dont_know;
        case 1:
            return Sign::yes;
        case 2:
            return Sign::no;
        default:
            return Sign::out_of_range;
    }
}

Sign sign_of(const Token& token, std::string_view language) {
    if (const auto number = list_number(token, language)) return sign_of_number(*number);
    if (token.kind != Token::Kind::word) return Sign::puzzling;
    switch (forgiving_polarity(token.text, language)) {
        case Polarity::yes:
            return Sign::yes;
        case Polarity::no:
            return Sign::no;
        default:
            return Sign::puzzling;
    }
}

/// A letter from the list counts only by itself: "a" begins many an English sentence.
Sign sign_of_only(const Token& token, std::string_view language) {
    if (token.text == U"a") return Sign::yes;
    if (token.text == U"b") return Sign::no;
    return sign_of(token, language);
}

bool is_noise(const Token& token, std::string_view language) {
    return is_filler(token, language) && polarity(token.text, language) == Polarity::none;
}

Reading reading_of(Sign sign) {
    switch (sign) {
        case Sign::yes:
            return Chosen{0};
        case Sign::no:
            return Chosen{1};
        case Sign::dont_know:
            return DontKnow{};
        case Sign::out_of_range:
            return Unreadable{.out_of_range = true};
        case Sign::puzzling:
            return Unreadable{};
    }
    return Unreadable{};
}

}  // namespace

Reading read_yes_no(std::string_view language, const Tokens& typed) {
    if (says_dont_know(typed, language)) return DontKnow{};
    Tokens telling;
    for (const Token& token : typed) {
        if (!is_noise(token, language)) telling.push_back(token);
    }
    if (telling.size() == 1) return reading_of(sign_of_only(telling.front(), language));
    std::set<Sign> signs;
    for (const Token& token : telling)
        signs.insert(sign_of(token, language));
    return signs.size() == 1 ? reading_of(*signs.begin()) : Reading{Unreadable{}};
}

}  // namespace kazi::taskflow::question
