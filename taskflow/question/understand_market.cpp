// SPDX-License-Identifier: Apache-2.0
// Checks of what others said or what stands somewhere: verification, stock, place. The words of
// each state are whole phrases; yes and no stand for the first state and its opposite; the numbers
// are those of the list on the screen.
#include <algorithm>
#include <array>
#include <set>

#include "taskflow/question/form_readers.hpp"
#include "taskflow/question/meaning.hpp"
#include "taskflow/question/quantity.hpp"
#include "taskflow/question/readers.hpp"

namespace kazi::taskflow::question {

namespace {

struct State {
    Fact fact;
    Words MarketWords::*words;
};

constexpr std::array verification_states{State{Fact::right, &MarketWords::right},
                                         State{Fact::wrong, &MarketWords::wrong}};
constexpr std::array stock_states{State{Fact::in_stock, &MarketWords::in_stock},
                                  State{Fact::out_of_stock, &MarketWords::out_stock}};
constexpr std::array place_states{
    State{Fact::open, &MarketWords::open}, State{Fact::closed, &MarketWords::closed},
    State{Fact::moved, &MarketWords::moved}, State{Fact::absent, &MarketWords::absent}};

using States = std::span<const State>;

bool lists(Words MarketWords::*list, std::u32string_view phrase, const Language& language) {
    const auto tables = words_for(language);
    return std::any_of(tables.begin(), tables.end(), [&](const LanguageWords* words) {
        return has_word(words->market.*list, phrase);
    });
}

std::set<Fact> facts_of(States states, std::u32string_view phrase, const Language& language) {
    std::set<Fact> facts;
    for (const State& state : states) {
        if (lists(state.words, phrase, language)) facts.insert(state.fact);
    }
    return facts;
}

/// The message, then what stands between its fillers, then without any.
std::vector<std::u32string> phrasings(const Heard& heard) {
    Tokens bare;
    for (const Token& token : heard.tokens) {
        if (!is_filler(token, heard.language)) bare.push_back(token);
    }
    return {joined(heard.tokens), joined(without_fillers(heard.tokens, heard.language)),
            joined(bare)};
}

std::optional<Fact> by_phrase(const Heard& heard, States states) {
    for (const std::u32string& phrase : phrasings(heard)) {
        const std::set<Fact> facts = facts_of(states, phrase, heard.language);
        if (facts.size() == 1) return *facts.begin();
        if (!facts.empty()) return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Fact> by_number(const Heard& heard, States states) {
    const Tokens core = without_fillers(heard.tokens, heard.language);
    if (core.size() != 1) return std::nullopt;
    const auto number = list_number(core.front(), heard.language);
    if (!number || *number < 1 || *number > static_cast<std::int64_t>(states.size()))
        return std::nullopt;
    return states[static_cast<std::size_t>(*number) - 1].fact;
}

std::optional<Polarity> yes_or_no(const Heard& heard) {
    const Understanding plain = understand_yes_no(heard);
    const auto* verdict = std::get_if<Verdict>(&plain.value);
    if (verdict == nullptr) return std::nullopt;
    return verdict->fact == Fact::yes ? Polarity::yes : Polarity::no;
}

/// "not correct", "si sahihi", "pas juste", "ba daidai ba": one word turned round. Nothing when no
/// word is; unsure when what is turned round is not plainly "right" ("not wrong").
std::optional<Understanding> turned_round(const Heard& heard) {
    Tokens bare;
    bool turned = false;
    for (const Token& token : heard.tokens) {
        if (lists(&MarketWords::negators, token.text, heard.language)) {
            turned = true;
        } else if (lists(&MarketWords::right, token.text, heard.language) ||
                   lists(&MarketWords::wrong, token.text, heard.language) ||
                   (!is_filler(token, heard.language) &&
                    polarity(token.text, heard.language) != Polarity::no)) {
            bare.push_back(token);
        }
    }
    if (!turned || bare.empty()) return std::nullopt;
    const auto facts = facts_of(verification_states, joined(bare), heard.language);
    if (facts.size() != 1 || *facts.begin() == Fact::wrong) return Understanding{};
    return answered(Verdict{Fact::wrong}, sure_enough);
}

/// "yes correct": every word must point the same way.
std::optional<Fact> all_agree(const Heard& heard) {
    std::set<Fact> facts;
    for (const Token& token : heard.tokens) {
        std::set<Fact> here = facts_of(verification_states, token.text, heard.language);
        const Polarity meant = polarity(token.text, heard.language);
        if (here.empty() && meant == Polarity::yes) here.insert(Fact::right);
        if (here.empty() && meant == Polarity::no) here.insert(Fact::wrong);
        if (here.empty() && !is_filler(token, heard.language)) return std::nullopt;
        facts.merge(here);
    }
    if (facts.size() != 1) return std::nullopt;
    return *facts.begin();
}

/// "no it is right": the yes or no before it is worth nothing.
bool names_a_state(const Heard& heard) {
    return std::any_of(heard.tokens.begin(), heard.tokens.end(), [&](const Token& token) {
        return polarity(token.text, heard.language) == Polarity::none &&
               !facts_of(verification_states, token.text, heard.language).empty();
    });
}

/// The state that is named after a yes or a no, if one is.
struct AfterYesNo {
    bool stands = false;  ///< a state is named, whether or not it goes with the word before
    std::optional<Fact> fact{};
};

/// "no, sold out" is that; "yes, sold out" is nothing. Any state but the first goes with a no.
AfterYesNo after_yes_no(const Heard& heard, States states) {
    if (heard.tokens.size() < 2) return {};
    const Polarity first = polarity(heard.tokens.front().text, heard.language);
    if (first == Polarity::none) return {};
    const Tokens rest(heard.tokens.begin() + 1, heard.tokens.end());
    const auto fact = by_phrase({heard.form, heard.language, heard.typed, rest}, states);
    if (fact) {
        const bool goes = (first == Polarity::yes) == (*fact == states.front().fact);
        return {true, goes ? fact : std::nullopt};
    }
    const bool named = std::any_of(rest.begin(), rest.end(), [&](const Token& token) {
        return !facts_of(states, token.text, heard.language).empty();
    });
    return {named, std::nullopt};
}

Understanding verdict(const std::optional<Fact>& fact, int sure_pct) {
    return fact ? answered(Verdict{*fact}, sure_pct) : Understanding{};
}

bool has_digits(const Heard& heard) {
    return std::any_of(heard.tokens.begin(), heard.tokens.end(),
                       [](const Token& token) { return token.kind != Token::Kind::word; });
}

/// "12 left", "yes 20 bags": an amount says that there is something.
Understanding counted(const Heard& heard) {
    const QuantityRule rule{heard.form.minimum.value_or(0),
                            heard.form.maximum,
                            heard.form.decimals,
                            heard.form.unit,
                            {},
                            true};
    const QuantityReading reading = read_quantity(rule, heard.language, heard.tokens);
    if (reading.out_of_range) return {Outcome::out_of_range, {}, 0};
    if (!reading.value) return {};
    const Fact fact = *reading.value == 0 ? Fact::out_of_stock : Fact::in_stock;
    return answered(Verdict{fact, *reading.value}, sure_enough);
}

}  // namespace

Understanding understand_verification(const Heard& heard) {
    if (hesitates(heard)) return {};
    if (const auto number = by_number(heard, verification_states))
        return verdict(number, sure_as_shown);
    if (const auto turned = turned_round(heard)) return *turned;
    if (const auto fact = by_phrase(heard, verification_states))
        return verdict(fact, sure_in_words);
    if (const auto fact = all_agree(heard)) return verdict(fact, sure_in_words);
    const auto plain = yes_or_no(heard);
    if (!plain || names_a_state(heard)) return {};
    return verdict(*plain == Polarity::yes ? Fact::right : Fact::wrong, sure_enough);
}

Understanding understand_stock(const Heard& heard) {
    if (hesitates(heard)) return {};
    if (const auto fact = by_phrase(heard, stock_states)) return verdict(fact, sure_in_words);
    const AfterYesNo after = after_yes_no(heard, stock_states);
    if (after.stands && !has_digits(heard)) return verdict(after.fact, sure_enough);
    if (has_digits(heard)) {
        const bool from_list = !heard.form.maximum && heard.form.unit.empty();
        const auto number = from_list ? by_number(heard, stock_states) : std::nullopt;
        return number ? verdict(number, sure_as_shown) : counted(heard);
    }
    const auto plain = yes_or_no(heard);
    if (!plain) return counted(heard);
    return verdict(*plain == Polarity::yes ? Fact::in_stock : Fact::out_of_stock, sure_in_words);
}

Understanding understand_place(const Heard& heard) {
    if (!heard.form.options.empty()) return understand_choice(heard);
    if (hesitates(heard)) return {};
    if (const auto number = by_number(heard, place_states)) return verdict(number, sure_as_shown);
    if (const auto fact = by_phrase(heard, place_states)) return verdict(fact, sure_in_words);
    if (const AfterYesNo after = after_yes_no(heard, place_states); after.stands)
        return verdict(after.fact, sure_enough);
    const auto plain = yes_or_no(heard);
    if (!plain) return {};
    return verdict(*plain == Polarity::yes ? Fact::open : Fact::absent, sure_enough);
}

}  // namespace kazi::taskflow::question
