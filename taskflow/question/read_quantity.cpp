// SPDX-License-Identifier: Apache-2.0
// Walks over the tokens once, collecting every amount it meets and every sign that the amount is
// not to be taken as it stands. What it collected is judged at the end.
#include <algorithm>
#include <span>
#include <vector>

#include "taskflow/question/meaning.hpp"
#include "taskflow/question/measures.hpp"
#include "taskflow/question/number_words.hpp"
#include "taskflow/question/quantity.hpp"
#include "taskflow/question/words.hpp"
#include "taskflow/question/written_number.hpp"

namespace kazi::taskflow::question {

namespace {

using Meanings = std::vector<Milli>;

constexpr std::size_t phone_digits_min = 9;
constexpr Milli joined_part_below = 1000 * milli;  // "two and a half", not "a thousand and a half"

class QuantityReader {
public:
    QuantityReader(const QuantityRule& rule, std::string_view language, const Tokens& typed)
        : rule_(rule), language_(language), typed_(typed), unit_(unit_of(rule.unit)) {}

    QuantityReading read() {
        while (at_ < typed_.size())
            step();
        if (amounts_.empty() && !spoiled_) misspelled();
        return judge();
    }

private:
    static const UnitWord* unit_of(std::string_view unit) {
        const Tokens words = tokenise(unit);
        return words.size() == 1 ? find_unit(words.front().text) : nullptr;
    }

    [[nodiscard]] const Token* peek(std::size_t ahead = 0) const {
        return at_ + ahead < typed_.size() ? &typed_[at_ + ahead] : nullptr;
    }

    void step() {
        const Token& token = *peek();
        if (token.kind == Token::Kind::huge) {
            ++huge_;
            ++at_;
        } else if (token.kind != Token::Kind::word) {
            digits();
        } else if (!multiplier_before() && !part() && !mixed() && !collective() && !spelled()) {
            word(token);
            ++at_;
        }
    }

    void digits() {
        const Token& token = *peek();
        const bool phone = token.written.starts_with(U'0') &&
                           token.written.size() >= phone_digits_min &&
                           token.kind == Token::Kind::number;
        if (phone || hangs_on_letters() || may_be_two()) spoiled_ = true;
        ++at_;
        digits_ = true;
        Meanings meanings = meanings_of(with_point(token.written), rule_.decimals, point_groups());
        if (const auto factor = multiplier_after()) {
            if (meanings.empty()) meanings = meanings_of(token.written, 3, point_groups());
            const Milli rest = rest_below(*factor);
            for (Milli& meaning : meanings)
                meaning = meaning * *factor + rest;
            std::erase_if(meanings, [&](Milli value) { return value % milli != 0; });
        }
        amount(std::move(meanings));
    }

    /// "2,5 kg": before a unit, one or two digits behind a comma are a fraction in any language.
    [[nodiscard]] std::u32string with_point(std::u32string written) const {
        if (peek() == nullptr || find_unit(peek()->text) == nullptr) return written;
        const std::size_t comma = written.find(U',');
        const std::size_t behind = written.size() - std::min(comma, written.size());
        const bool fraction = rule_.decimals > 0 && behind >= 2 && behind <= 3 &&
                              written.find_first_of(U"., ") == comma;
        if (fraction) written[comma] = U'.';
        return written;
    }

    /// "3 hundred and fifty": what a multiplier leaves room for.
    Milli rest_below(Milli factor) {
        if (!joiner_at(peek())) return 0;
        const auto rest = read_spelled_number(typed().subspan(at_ + 1), language_);
        if (!rest || rest->value < 1 || rest->value >= factor) return 0;
        at_ += 1 + rest->tokens;
        return rest->value * milli;
    }

    /// "l0" is not zero.
    [[nodiscard]] bool hangs_on_letters() const {
        if (at_ == 0 || !peek()->glued || typed_[at_ - 1].kind != Token::Kind::word) return false;
        const Token& before = typed_[at_ - 1];
        return before.text.size() <= 2 && !is_currency(before.text) &&
               !is_filler(before, language_);
    }

    /// "300 400" is one number only to those who part thousands by blanks.
    [[nodiscard]] bool may_be_two() const {
        return !point_groups() && peek()->written.find(U' ') == 3;
    }

    [[nodiscard]] bool point_groups() const {
        return words_for(language_).front()->numbers.point_groups;
    }

    [[nodiscard]] std::optional<Milli> multiplier(const Token* token) const {
        if (token == nullptr || token->kind != Token::Kind::word) return std::nullopt;
        for (const LanguageWords* words : words_for(language_)) {
            if (const auto* found = find_word(words->numbers.beside_digits, token->text))
                return found->value;
        }
        return std::nullopt;
    }

    /// "3 thousand"; "5k" could be a distance where those are asked for.
    std::optional<Milli> multiplier_after() {
        const auto factor = multiplier(peek());
        if (!factor) {
            const Milli each = collected();
            return each == 1 ? std::nullopt : std::optional(each);
        }
        if (unit_ != nullptr && peek()->text == U"k") return std::nullopt;
        ++at_;
        return factor;
    }

    /// "elfu 3", "elfu 3 mia 5".
    bool multiplier_before() {
        if (!words_for(language_).front()->numbers.multiplier_first) return false;
        Milli sum = 0;
        Milli last = 0;
        for (;;) {
            const auto factor = multiplier(peek());
            const Token* count = peek(1);
            const bool counted = count != nullptr && count->kind == Token::Kind::number &&
                                 count->value >= 1 && count->value < 1000;
            if (!factor || !counted || (last > 0 && *factor >= last)) break;
            sum += *factor * count->value;
            last = *factor;
            at_ += 2;
        }
        if (sum == 0) return false;
        digits_ = true;
        amount({sum * milli});
        return true;
    }

    [[nodiscard]] std::optional<Milli> part_at(const Token* token) const {
        if (token == nullptr || rule_.decimals == 0 || !rule_.parts) return std::nullopt;
        for (const LanguageWords* words : words_for(language_)) {
            if (const auto* found = find_word(words->numbers.parts, token->text))
                return found->value;
        }
        return std::nullopt;
    }

    /// "half" by itself.
    bool part() {
        const auto half = part_at(peek());
        if (!half) return false;
        ++at_;
        amounts_.push_back({*half});
        return true;
    }

    bool spelled() {
        const auto number = read_spelled_number(typed().subspan(at_), language_);
        if (!number) return false;
        at_ += number->tokens;
        words_ = true;
        // "one half"
        if (number->value == 1 && part()) return true;
        amount({number->value * milli * collected()});
        return true;
    }

    [[nodiscard]] const NumberWord* listed(NumberWords NumberGrammar::*list,
                                           const Token* token) const {
        if (token == nullptr || token->kind != Token::Kind::word) return nullptr;
        for (const LanguageWords* words : words_for(language_)) {
            if (const auto* found = find_word(words->numbers.*list, token->text)) return found;
        }
        return nullptr;
    }

    /// What the number before is a number of: of "two dozen" twelve.
    Milli collected() {
        const NumberWord* each = listed(&NumberGrammar::collectives, peek());
        if (each == nullptr) return 1;
        ++at_;
        return each->value;
    }

    /// "a dozen"
    bool collective() {
        const Milli each = collected();
        if (each == 1) return false;
        words_ = true;
        amount({each * milli});
        return true;
    }

    /// "dedh" (1.5) and "sadhe teen" (3.5), of a unit or of the hundreds, thousands behind them. By
    /// themselves they may be meant so or so.
    bool mixed() {
        std::optional<Milli> value;
        if (const NumberWord* word = listed(&NumberGrammar::mixed, peek())) {
            value = word->value;
            ++at_;
        } else if (const NumberWord* more = listed(&NumberGrammar::added_before, peek())) {
            const auto count = count_below_ten(peek(1));
            if (!count) return false;
            value = *count * milli + more->value;
            at_ += 2;
        }
        if (!value) return false;
        words_ = true;
        const auto factor = multiplier_after();
        if (!factor && (rule_.decimals == 0 || !rule_.parts)) spoiled_ = true;
        amount({*value * factor.value_or(1)});
        return true;
    }

    [[nodiscard]] std::optional<Milli> count_below_ten(const Token* token) const {
        if (token == nullptr) return std::nullopt;
        const auto spelled = read_spelled_number({token, 1}, language_);
        const Milli count = spelled ? spelled->value : token->value;
        return count >= 1 && count < 10 ? std::optional(count) : std::nullopt;
    }

    [[nodiscard]] std::span<const Token> typed() const { return typed_; }

    /// Keeps an amount, with "and a half" and a unit behind it, in either order.
    void amount(Meanings meanings) {
        const bool halved = add_half(meanings);
        convert(meanings);
        if (!halved) add_half(meanings);
        amounts_.push_back(std::move(meanings));
    }

    bool add_half(Meanings& meanings) {
        const std::size_t joined = joiner_at(peek()) ? 1 : 0;
        const Token* article = peek(joined);
        const bool has_article = article != nullptr && (article->text == U"a");
        const std::size_t skipped = joined + (has_article ? 1 : 0);
        const auto half = joined > 0 ? part_at(peek(skipped)) : std::nullopt;
        if (!half || meanings.size() != 1 || meanings.front() >= joined_part_below) return false;
        meanings.front() += *half;
        at_ += skipped + 1;
        return true;
    }

    [[nodiscard]] bool joiner_at(const Token* token) const {
        if (token == nullptr || token->kind != Token::Kind::word) return false;
        const auto tables = words_for(language_);
        return std::any_of(tables.begin(), tables.end(), [&](const LanguageWords* words) {
            return has_word(words->numbers.joiners, token->text);
        });
    }

    /// Takes the unit behind an amount, or the one that stood before it ("lita 3"). Another measure
    /// spoils it.
    void convert(Meanings& meanings) {
        const Token* token = peek();
        const UnitWord* unit = token == nullptr ? nullptr : find_unit(token->text);
        const bool is_money = token != nullptr && is_currency(token->text);
        if (unit == nullptr || (is_money && !rule_.currency.empty())) {
            glued_word();
            unit = unit_before_;
        } else {
            ++at_;
        }
        unit_before_ = nullptr;
        const bool of_time = unit != nullptr && unit->measure >= Measure::time;
        if (of_time && !rule_.currency.empty()) spoiled_ = true;
        if (unit == nullptr || rule_.unit.empty()) return;
        if (unit_ == nullptr || unit_->measure != unit->measure) {
            spoiled_ = true;
            return;
        }
        for (Milli& meaning : meanings) {
            if (meaning * unit->size % unit_->size != 0) spoiled_ = true;
            meaning = meaning * unit->size / unit_->size;
            if (rule_.decimals == 0 && meaning % milli != 0) spoiled_ = true;
        }
    }

    /// "5O" is not five: letters that hang on a number must be known.
    void glued_word() {
        const Token* token = peek();
        if (token == nullptr || !token->glued || token->kind != Token::Kind::word) return;
        if (is_filler(*token, language_) || is_currency(token->text)) return;
        if (token->text.size() <= 2 && !starts_unit_name(token->text)) spoiled_ = true;
    }

    [[nodiscard]] bool starts_unit_name(std::u32string_view text) const {
        const Tokens unit = tokenise(rule_.unit);
        return !unit.empty() && unit.front().text.starts_with(text);
    }

    void word(const Token& token) {
        unit_before_ = find_unit(token.text);
        if (is_currency(token.text)) {
            if (!rule_.currency.empty() && !names_currency(token.text, rule_.currency))
                spoiled_ = true;
            return;
        }
        const bool stray_fraction = listed(&NumberGrammar::added_before, &token) != nullptr;
        if (stray_fraction || changes_number(token, language_) || is_hesitant(token, language_))
            spoiled_ = true;
    }

    /// "fiften" for fifteen, when nothing else was said.
    void misspelled() {
        const Tokens core = without_fillers(typed_, language_);
        if (core.size() != 1) return;
        if (const auto number = misspelled_number(core.front(), language_)) {
            words_ = true;
            amounts_.push_back({*number * milli});
        }
    }

    [[nodiscard]] bool allowed(Milli value) const {
        return (!rule_.minimum || value >= *rule_.minimum) &&
               (!rule_.maximum || value <= *rule_.maximum);
    }

    /// The meanings that all amounts share: "5 (five)" is said once.
    [[nodiscard]] Meanings shared() const {
        Meanings all = amounts_.front();
        const bool twice = amounts_.size() == 2 && digits_ && words_;
        if (amounts_.size() > 1 && !twice) return {};
        for (const Meanings& other : amounts_) {
            std::erase_if(all, [&](Milli value) {
                return std::find(other.begin(), other.end(), value) == other.end();
            });
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }

    [[nodiscard]] QuantityReading judge() const {
        if (spoiled_) return {};
        if (huge_ > 0) return {.out_of_range = huge_ == 1 && amounts_.empty()};
        if (amounts_.empty()) return {};
        Meanings meanings = shared();
        if (meanings.empty()) return {};
        std::erase_if(meanings, [&](Milli value) { return !allowed(value); });
        if (meanings.empty()) return {.out_of_range = true};
        if (meanings.size() > 1) return {};
        return {.value = meanings.front()};
    }

    const QuantityRule& rule_;
    std::string_view language_;
    const Tokens& typed_;
    const UnitWord* unit_;
    const UnitWord* unit_before_ = nullptr;
    std::size_t at_ = 0;
    std::vector<Meanings> amounts_;
    std::size_t huge_ = 0;
    bool spoiled_ = false;
    bool digits_ = false;
    bool words_ = false;
};

}  // namespace

QuantityReading read_quantity(const QuantityRule& rule, std::string_view language,
                              const Tokens& typed) {
    return QuantityReader(rule, language, typed).read();
}

}  // namespace kazi::taskflow::question
