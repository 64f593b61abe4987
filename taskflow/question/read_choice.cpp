// SPDX-License-Identifier: Apache-2.0
// A choice can be named by what the screen shows (its number, its words), by what people write
// instead (a letter, a number word, "ndio" for "Yes", please and thanks round it), or with a slip.
// The ways are tried in that order. Whatever names two options is no answer.
#include <algorithm>
#include <optional>
#include <set>

#include "taskflow/question/meaning.hpp"
#include "taskflow/question/number_words.hpp"
#include "taskflow/question/readers.hpp"
#include "taskflow/question/typo.hpp"

namespace kazi::taskflow::question {

namespace {

using Named = std::set<std::uint16_t>;

class ChoiceReader {
public:
    ChoiceReader(const std::vector<std::string>& options, std::string_view language)
        : language_(language) {
        for (const std::string& option : options)
            options_.push_back(tokenise(option));
    }

    Reading read(const Tokens& typed) const {
        const Named shown = as_shown(typed);
        const bool only_number = typed.size() == 1 && typed[0].kind == Token::Kind::number;
        if (only_number && shown.empty()) return number_outside(typed[0].value);
        if (only_number && typed[0].value == 0) return Unreadable{};
        if (!shown.empty()) return sole(shown);
        if (says_dont_know(typed, language_)) return DontKnow{};

        const Tokens core = without_fillers(typed, language_);
        if (core.size() == 1) {
            const auto number = list_number(core[0], language_);
            if (number && !is_position(*number)) return number_outside(*number);
            if (core[0].kind == Token::Kind::huge) return Unreadable{.out_of_range = true};
        }
        const Named written = as_written(core);
        return written.empty() ? sole(by_slip(core)) : sole(written);
    }

private:
    static Reading sole(const Named& named) {
        return named.size() == 1 ? Reading{Chosen{*named.begin()}} : Reading{Unreadable{}};
    }

    static Reading number_outside(std::int64_t number) {
        return number == 0 ? Reading{DontKnow{}} : Reading{Unreadable{.out_of_range = true}};
    }

    [[nodiscard]] bool is_position(std::int64_t number) const {
        return number >= 1 && number <= static_cast<std::int64_t>(options_.size());
    }

    template <typename Predicate>
    [[nodiscard]] Named options_where(Predicate holds) const {
        Named named;
        for (std::size_t nth = 0; nth < options_.size(); ++nth) {
            if (holds(options_[nth])) named.insert(static_cast<std::uint16_t>(nth));
        }
        return named;
    }

    /// By the number before an option, by its words exactly, or by the line as it stands there.
    [[nodiscard]] Named as_shown(const Tokens& typed) const {
        if (typed.empty()) return {};
        Named named = options_where([&](const Tokens& option) { return option == typed; });
        const bool numbered = typed[0].kind == Token::Kind::number && is_position(typed[0].value);
        if (!numbered) return named;
        const auto nth = static_cast<std::uint16_t>(typed[0].value - 1);
        const Tokens rest(typed.begin() + 1, typed.end());
        if (rest.empty() || rest == options_[nth]) named.insert(nth);
        return named;
    }

    /// By number, number word or letter: "2", "two", "b".
    [[nodiscard]] Named by_mark(const Token& token) const {
        const auto number = list_number(token, language_);
        if (number && is_position(*number)) return {static_cast<std::uint16_t>(*number - 1)};
        if (token.kind != Token::Kind::word || token.text.size() != 1) return {};
        const char32_t letter = token.text.front();
        if (letter < U'a' || letter - U'a' >= options_.size()) return {};
        return {static_cast<std::uint16_t>(letter - U'a')};
    }

    /// By the words of an option, or a word with the meaning of an option that is a yes or a no.
    [[nodiscard]] Named by_words(const Tokens& typed) const {
        if (typed.empty()) return {};
        const Polarity meant = polarity(typed, language_);
        const bool plain = meant == Polarity::yes || meant == Polarity::no;
        return options_where([&](const Tokens& option) {
            return without_fillers(option, language_) == typed || option == typed ||
                   (plain && polarity(option, language_) == meant);
        });
    }

    /// By words with one slip; not when the word as it stands means something of its own.
    [[nodiscard]] Named by_slip(const Tokens& typed) const {
        if (typed.empty() || polarity(typed, language_) != Polarity::none) return {};
        if (typed.size() == 1 && list_number(typed[0], language_)) return {};
        const std::u32string whole = joined(typed);
        return options_where([&](const Tokens& option) {
            return is_slip_of(whole, joined(option)) ||
                   is_slip_of(whole, joined(without_fillers(option, language_)));
        });
    }

    /// By mark or words; a mark with words after it only when they name the same option.
    [[nodiscard]] Named as_written(const Tokens& core) const {
        if (core.empty()) return {};
        Named named = by_words(core);
        const Named mark = by_mark(core.front());
        const Tokens rest = without_fillers({core.begin() + 1, core.end()}, language_);
        Named confirmed = by_words(rest);
        if (confirmed.empty()) confirmed = by_slip(rest);
        if (rest.empty() || confirmed == mark) named.insert(mark.begin(), mark.end());
        return named;
    }

    std::vector<Tokens> options_;
    std::string_view language_;
};

bool may_hold_a_number(std::string_view option) {
    return std::any_of(option.begin(), option.end(), [](char byte) {
        return static_cast<unsigned char>(byte) >= 0x80 || (byte >= '0' && byte <= '9');
    });
}

}  // namespace

std::optional<std::int64_t> list_number(const Token& token, std::string_view language) {
    if (token.kind == Token::Kind::number) return token.value;
    const auto spelled = read_spelled_number({&token, 1}, language);
    return spelled ? std::optional(spelled->value) : std::nullopt;
}

std::optional<Chosen> by_number_alone(const std::vector<std::string>& options,
                                      const Tokens& typed) {
    if (typed.size() != 1 || typed[0].kind != Token::Kind::number) return std::nullopt;
    const std::int64_t number = typed[0].value;
    if (number < 1 || number > static_cast<std::int64_t>(options.size())) return std::nullopt;
    if (std::any_of(options.begin(), options.end(), may_hold_a_number)) return std::nullopt;
    return Chosen{static_cast<std::uint16_t>(number - 1)};
}

Reading read_choice(const std::vector<std::string>& options, std::string_view language,
                    const Tokens& typed) {
    return ChoiceReader(options, language).read(typed);
}

}  // namespace kazi::taskflow::question
