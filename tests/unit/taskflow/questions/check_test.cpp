// SPDX-License-Identifier: Apache-2.0
// Which questions are refused, and which field is named.
#include "taskflow/question/check.hpp"

#include <doctest/doctest.h>

#include "tests/unit/taskflow/questions/samples.hpp"

namespace kazi::taskflow::question {

namespace {

const std::vector<Language> both = {"en", "sw"};

std::vector<std::string> places(const Question& asked) {
    std::vector<std::string> where;
    for (const Problem& problem : check_question(asked, both))
        where.push_back(problem.where);
    return where;
}

using Places = std::vector<std::string>;

Question good() {
    return samples::choice({"Yes", "No", "Ground nuts"}, {"Ndiyo", "Hapana", "Karanga"});
}

}  // namespace

TEST_CASE("good questions pass") {
    CHECK(places(good()).empty());
    CHECK(places(samples::of_type(QuestionType::yes_no)).empty());
    CHECK(places(samples::number(0, 0)).empty());
    CHECK(places(samples::of_type(QuestionType::short_text)).empty());
}

TEST_CASE("every language needs its words") {
    Question asked = good();
    asked.texts.erase("sw");
    CHECK(places(asked) == Places{"/texts/sw"});
    asked = good();
    asked.texts["sw"].text = "  ";
    CHECK(places(asked) == Places{"/texts/sw/text"});
    asked.texts["sw"].text = std::string(question_chars_max + 1, 'x');
    CHECK(places(asked) == Places{"/texts/sw/text"});
    asked.texts["sw"].text = "Je, {duka ni duka?";
    CHECK(places(asked) == Places{"/texts/sw/text"});
    CHECK(check_question(good(), {}).size() == 1);
}

TEST_CASE("options are counted") {
    Question asked = good();
    asked.texts["sw"].options.pop_back();
    CHECK(places(asked) == Places{"/texts/sw/options"});
    CHECK(places(samples::choice({"One only"}, {"Moja tu"})) ==
          Places{"/texts/en/options", "/texts/sw/options"});
    asked = samples::of_type(QuestionType::yes_no);
    asked.texts["en"].options = {"x", "z"};
    CHECK(places(asked) == Places{"/texts/en/options"});
}

TEST_CASE("an option that would be misread is refused") {
    const std::vector<std::vector<std::string>> misread = {
        {"2", "1"},           // its words are another's number
        {"Z", "1Z"},          // its words are another's whole line
        {"0", "1"},           // its words are don't-know
        {"Maize", "maize!"},  // the same words
        {"Maize", "***"},     // no words
        {"Maize", ""},        // nothing
        {"Maize", "{crop}"},  // not known before the item
        {"Maize", std::string(option_chars_max + 1, 'x')},
    };
    for (const auto& options : misread) {
        CAPTURE(options[1]);
        CHECK_FALSE(places(samples::choice(options, {"Ndiyo", "Hapana"})).empty());
    }
    CHECK(places(samples::choice({"1", "2", "3+"}, {"1", "2", "3+"})).empty());
}

TEST_CASE("labels are unique") {
    Question asked = good();
    asked.labels[2] = asked.labels[0];
    CHECK(places(asked) == Places{"/labels/2"});
    asked.labels[2] = "";
    CHECK(places(asked) == Places{"/labels/2"});
    asked = samples::number(1, 2);
    asked.labels = {"x"};
    CHECK(places(asked) == Places{"/labels"});
}

TEST_CASE("a range is for numbers, and the right way round") {
    CHECK(places(samples::number(2, 1)) == Places{"/minimum"});
    CHECK(places(samples::number(0, number_max + 1)) == Places{"/maximum"});
    Question asked = good();
    asked.limits.minimum = "1";
    CHECK(places(asked) == Places{"/minimum"});
}

}  // namespace kazi::taskflow::question
