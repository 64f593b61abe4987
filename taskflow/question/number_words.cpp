// SPDX-License-Identifier: Apache-2.0
// Two grammars that differ in one thing: English puts the multiplier after ("two hundred"), Swahili
// before ("mia mbili").
#include "taskflow/question/number_words.hpp"

#include "taskflow/question/words.hpp"

namespace kazi::taskflow::question {

namespace {

constexpr int none = -1;

class SpelledReader {
public:
    SpelledReader(std::span<const Token> tokens, const LanguageWords& words)
        : tokens_(tokens), words_(words) {}

    std::optional<SpelledNumber> read() {
        const auto value = words_.multiplier_first ? thousands_after() : thousands_before();
        if (value == none) return std::nullopt;
        return SpelledNumber{value, at_};
    }

private:
    [[nodiscard]] int value_at(std::size_t at) const {
        if (at >= tokens_.size() || tokens_[at].kind != Token::Kind::word) return none;
        for (const NumberWord& each : words_.numbers) {
            if (each.word == tokens_[at].text) return each.value;
        }
        return none;
    }

    [[nodiscard]] int next() const { return value_at(at_); }
    [[nodiscard]] bool next_within(int low, int high) const {
        return next() >= low && next() <= high;
    }

    /// Steps over "and" when a number of that size follows; false, and no step, when none does.
    bool joined_within(int low, int high) {
        if (next_within(low, high)) return true;
        const bool joiner = at_ < tokens_.size() && has_word(words_.joiners, tokens_[at_].text);
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
        return value % 10 == 0 && value >= (words_.multiplier_first ? 10 : 20);
    }

    int below_hundred() {
        if (!next_within(0, 90)) return none;
        const int value = take();
        return takes_units(value) && joined_within(1, 9) ? value + take() : value;
    }

    int with_rest(int hundreds) {
        return joined_within(1, 90) ? hundreds + below_hundred() : hundreds;
    }

    /// English: "two hundred and five", and a bare "hundred".
    int hundreds_before() {
        const int count = next() == 100 ? 1 : below_hundred();
        if (count < 1 || count > 9 || next() != 100) return count;
        ++at_;
        return with_rest(100 * count);
    }

    int thousands_before() {
        const int count = next() == 1000 ? 1 : hundreds_before();
        if (count < 1 || next() != 1000) return count;
        ++at_;
        return joined_within(1, 100) ? 1000 * count + hundreds_before() : 1000 * count;
    }

    /// Swahili: "mia mbili na tano".
    int hundreds_after() {
        if (next() != 100) return below_hundred();
        ++at_;
        return with_rest(100 * (next_within(1, 9) ? take() : 1));
    }

    /// A thousand takes one word as its count, and only hundreds after it are undisputed.
    int thousands_after() {
        if (next() != 1000) return hundreds_after();
        ++at_;
        const int thousands = 1000 * (next_within(1, 90) ? take() : 1);
        return next() == 100 ? thousands + hundreds_after() : thousands;
    }

    std::span<const Token> tokens_;
    const LanguageWords& words_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<SpelledNumber> read_spelled_number(std::span<const Token> tokens,
                                                 std::string_view language) {
    for (const LanguageWords* words : words_for(language)) {
        if (const auto number = SpelledReader(tokens, *words).read()) return number;
    }
    return std::nullopt;
}

}  // namespace kazi::taskflow::question
