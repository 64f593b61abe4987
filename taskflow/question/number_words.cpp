// SPDX-License-Identifier: Apache-2.0
// Two grammars that differ in one thing: English and most others put the multiplier after ("two
// hundred"), Swahili and Hausa before ("mia mbili", "dari biyu").
#include "taskflow/question/number_words.hpp"

#include <array>
#include <limits>

#include "taskflow/question/typo.hpp"
#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr int none = -1;
constexpr int no_limit = std::numeric_limits<int>::max();
constexpr std::array scales{1'000'000, 100'000, 1000};
constexpr std::size_t forgiven_number_letters_min = 5;

class SpelledReader {
public:
    SpelledReader(std::span<const Token> tokens, const NumberGrammar& grammar)
        : tokens_(tokens), grammar_(grammar) {}

    std::optional<SpelledNumber> read() {
        const auto value = grammar_.multiplier_first ? scales_first() : scales_last();
        if (value == none) return std::nullopt;
        return SpelledNumber{value, at_};
    }

private:
    [[nodiscard]] int value_at(std::size_t at) const {
        if (at >= tokens_.size() || tokens_[at].kind != Token::Kind::word) return none;
        const NumberWord* word = find_word(grammar_.words, tokens_[at].text);
        return word == nullptr ? none : word->value;
    }

    [[nodiscard]] int next() const { return value_at(at_); }
    [[nodiscard]] bool next_within(int low, int high) const {
        return next() >= low && next() <= high;
    }

    /// Steps over "and" when a number of that size follows; false, and no step, when none does.
    bool joined_within(int low, int high) {
        if (next_within(low, high)) return true;
        const bool joiner = at_ < tokens_.size() && has_word(grammar_.joiners, tokens_[at_].text);
        const int after = value_at(at_ + 1);
        if (!joiner || after < low || after > high) return false;
        ++at_;
        return true;
    }

    int take() {
        const int value = next();
        ++at_;
        return value;
    }

    [[nodiscard]] bool takes_units(int value) const {
        return value % 10 == 0 && value >= grammar_.units_join_from;
    }

    /// French: "sixty" takes up to nineteen, and "four twenty" is eighty.
    int by_twenties(int value) {
        if (value == 4 && next() == 20) {
            ++at_;
            value = 80;
        }
        const bool twenties = value == 60 || value == 80;
        return twenties && joined_within(1, 19) ? value + teens() : with_units(value);
    }

    /// "dix-sept" in two words.
    int teens() {
        const int value = take();
        return value == 10 && next_within(7, 9) ? value + take() : value;
    }

    int with_units(int value) {
        if (grammar_.by_twenties && value == 10 && next_within(7, 9)) return value + take();
        return takes_units(value) && joined_within(1, 9) ? value + take() : value;
    }

    int below_hundred() {
        if (!next_within(0, 99)) return none;
        const int value = take();
        return grammar_.by_twenties ? by_twenties(value) : with_units(value);
    }

    int with_rest(int hundreds) {
        return joined_within(1, 99) ? hundreds + below_hundred() : hundreds;
    }

    /// "two hundred and five", a bare "hundred", and the hundreds that are one word ("duzentos").
    int hundreds_before() {
        if (next_within(200, 900)) return with_rest(take());
        const int count = next() == 100 ? 1 : below_hundred();
        if (count < 1 || count > 9 || next() != 100) return count;
        ++at_;
        return with_rest(100 * count);
    }

    int scales_last() {
        int total = none;
        int limit = no_limit;
        for (;;) {
            const int count = next() >= scales.back() ? 1 : hundreds_before();
            const int scale = next();
            const int sum = total == none ? 0 : total;
            if (count < 1 || scale < scales.back() || scale >= limit) {
                return count == none ? total : sum + count;
            }
            ++at_;
            total = sum + scale * count;
            limit = scale;
            if (is_clipped(limit) || !joined_within(1, limit - 1)) return total;
        }
    }

    /// "mille cinq" is fifteen hundred to most who say it.
    [[nodiscard]] bool is_clipped(int scale) const {
        return grammar_.by_twenties && scale == 1000 && next_within(1, 9) &&
               value_at(at_ + 1) < 100;
    }

    /// Swahili: "mia mbili na tano".
    int hundreds_after() {
        if (next() != 100) return below_hundred();
        ++at_;
        return with_rest(100 * (next_within(1, 9) ? take() : 1));
    }

    /// A scale takes one word as its count, and only hundreds or a smaller scale after it are
    /// undisputed.
    int scales_first() {
        int total = 0;
        int limit = no_limit;
        while (next() >= scales.back() && next() < limit) {
            limit = take();
            total += limit * (next_within(1, 90) ? take() : 1);
            if (!joined_within(100, limit - 1)) return total;
        }
        return next() == none ? none : total + hundreds_after();
    }

    std::span<const Token> tokens_;
    const NumberGrammar& grammar_;
    std::size_t at_ = 0;
};

std::optional<std::int64_t> slip_within(const LanguageWords& words, const Token& token) {
    std::optional<std::int64_t> meant;
    if (find_word(words.numbers.ordinals, token.text) != nullptr) return std::nullopt;
    for (const NumberWord& each : words.numbers.words) {
        const bool near = token.text.size() >= forgiven_number_letters_min &&
                          each.word.front() == token.text.front() &&
                          is_slip_of(token.text, each.word);
        if (!near) continue;
        if (meant && *meant != each.value) return std::nullopt;
        meant = each.value;
    }
    return meant;
}

}  // namespace

std::optional<SpelledNumber> read_spelled_number(std::span<const Token> tokens,
                                                 std::string_view language) {
    for (const LanguageWords* words : words_for(language)) {
        if (const auto number = SpelledReader(tokens, words->numbers).read()) return number;
    }
    return std::nullopt;
}

std::optional<std::int64_t> misspelled_number(const Token& token, std::string_view language) {
    if (token.kind != Token::Kind::word) return std::nullopt;
    for (const LanguageWords* words : words_for(language)) {
        if (const auto number = slip_within(*words, token)) return number;
    }
    return std::nullopt;
}

}  // namespace kazi::taskflow::question
