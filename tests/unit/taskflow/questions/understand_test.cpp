// SPDX-License-Identifier: Apache-2.0
// The promise of the parser, measured: agreement with the tables of answers, and how often it
// accepts something as an answer that was none, or another one.
#include <doctest/doctest.h>

#include <iostream>

#include "taskflow/question/fold.hpp"
#include "taskflow/question/form_spec.hpp"
#include "taskflow/question/meaning.hpp"
#include "taskflow/question/words.hpp"
#include "tests/unit/taskflow/questions/parse_table.hpp"

namespace kazi::taskflow::question {

namespace {

struct Score {
    int rows = 0;
    int agreed = 0;
    int wrongly_accepted = 0;
};

void score_row(const ParseRow& row, Score& score) {
    const Understanding understanding = understand(row.form, row.language, row.typed);
    const std::string understood = understood_text(understanding);
    ++score.rows;
    if (understood == row.meaning) {
        ++score.agreed;
        return;
    }
    const bool accepted = understanding.outcome == Outcome::answer;
    if (accepted) ++score.wrongly_accepted;
    std::cout << row.language << " [" << row.question << "] \"" << row.typed << "\" means "
              << row.meaning << ", understood " << understood << (accepted ? "  WRONG" : "")
              << '\n';
}

Score score_of(const Language& language, const std::string& folder = "parse") {
    Score score;
    for (const ParseRow& row : read_parse_table(language, folder))
        score_row(row, score);
    return score;
}

}  // namespace

TEST_CASE("what people write is understood, and nothing else is") {
    Score all;
    for (const char* language : {"en", "sw", "fr", "pt", "ha", "am", "hi"}) {
        const Score score = score_of(language);
        CAPTURE(language);
        CHECK(score.agreed * 100 >= score.rows * 97);
        CHECK(score.rows >= 40);
        all.rows += score.rows;
        all.agreed += score.agreed;
        all.wrongly_accepted += score.wrongly_accepted;
    }
    CHECK(all.rows >= 400);
    CHECK(all.wrongly_accepted * 1000 <= all.rows * 5);
    std::cout << "answers understood: " << all.agreed << " of " << all.rows
              << ", wrongly accepted: " << all.wrongly_accepted << '\n';
}

TEST_CASE("a second table, written without a look at the reader, is understood as well") {
    Score all;
    for (const char* language : {"en", "sw", "fr", "hi"}) {
        const Score score = score_of(language, "parse/second");
        all.rows += score.rows;
        all.agreed += score.agreed;
        all.wrongly_accepted += score.wrongly_accepted;
    }
    CHECK(all.rows >= 800);
    CHECK(all.agreed * 100 >= all.rows * 97);
    CHECK(all.wrongly_accepted * 1000 <= all.rows * 5);
    std::cout << "of the second table: " << all.agreed << " of " << all.rows
              << ", wrongly accepted: " << all.wrongly_accepted << '\n';
}

namespace {

void check_folded(std::u32string_view word) {
    const std::string text = to_utf8(word);
    CAPTURE(text);
    CHECK(joined(tokenise(text)) == word);
}

void check_all(Words words) {
    for (const std::u32string_view word : words)
        check_folded(word);
}

void check_all(NumberWords words) {
    for (const NumberWord& each : words)
        check_folded(each.word);
}

}  // namespace

TEST_CASE("every word of the tables is written as typed words are folded") {
    for (const LanguageWords* words : every_language()) {
        const NumberGrammar& numbers = words->numbers;
        for (const NumberWords list :
             {numbers.words, numbers.ordinals, numbers.parts, numbers.beside_digits,
              words->calendar.months, words->calendar.weekdays, words->calendar.days,
              words->calendar.periods})
            check_all(list);
        for (const Words list : {numbers.joiners,
                                 words->yes,
                                 words->yes_casual,
                                 words->no,
                                 words->no_casual,
                                 words->yes_phrases,
                                 words->no_phrases,
                                 words->dont_know,
                                 words->skip,
                                 words->fillers,
                                 words->courtesies,
                                 words->number_changers,
                                 words->hesitant,
                                 words->because,
                                 words->all,
                                 words->nothing,
                                 words->calendar.ago,
                                 words->calendar.last,
                                 words->market.right,
                                 words->market.wrong,
                                 words->market.in_stock,
                                 words->market.out_stock,
                                 words->market.open,
                                 words->market.closed,
                                 words->market.moved,
                                 words->market.absent})
            check_all(list);
    }
}

TEST_CASE("bytes of any kind are survived") {
    for (const char* type : {"number", "price", "date", "rating", "yes_no", "short_text", "stock",
                             "place", "verification", "translation"}) {
        const auto form = make_form({.type = type, .today = "2026-03-18"});
        REQUIRE(form.has_value());
        const std::string long_text(5000, '1');
        for (const std::string& typed :
             {std::string("\xff\xfe"), std::string(), long_text, std::string("\0 1", 3),
              std::string("99999999999999999999")})
            CHECK(understand(*form, "en", typed).sure_pct <= 100);
        CHECK(understand(*form, "en", "\xff").outcome == Outcome::unsure);
    }
}

TEST_CASE("kinds go by several names") {
    CHECK(kind_named("verify") == Kind::verification);
    CHECK(kind_named("verification") == Kind::verification);
    CHECK(kind_named("yes/no") == Kind::yes_no);
    CHECK_FALSE(kind_named("video"));
    CHECK(kind_name(Kind::multiple_choice) == "multiple_choice");
}

TEST_CASE("a form says what is wrong with it") {
    const auto fault = [](const FormSpec& spec) { return make_form(spec).error(); };
    CHECK(fault({.type = "song"}) == "type: song is none of the known types");
    CHECK(fault({.type = "choice", .options = {"A"}}) == "options: at least two are needed");
    CHECK(fault({.type = "number", .minimum = "x"}) == "minimum: must be a number like 2.5");
    CHECK(fault({.type = "number", .minimum = "5", .maximum = "4"}) ==
          "minimum: is greater than the maximum");
    CHECK(fault({.type = "date", .minimum = "2026-02-30"}) ==
          "minimum: must be a day like 2026-01-31");
    CHECK(fault({.type = "price", .decimals = "4"}) == "decimals: must be 0 to 3");
}

}  // namespace kazi::taskflow::question
