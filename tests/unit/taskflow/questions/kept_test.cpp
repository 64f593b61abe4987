// SPDX-License-Identifier: Apache-2.0
// Every kind of question as a campaign asks it: what is kept of an answer, what results call it,
// and how many different answers the answer model reckons with.
#include <doctest/doctest.h>

#include "taskflow/question/asked.hpp"
#include "taskflow/question/check.hpp"
#include "tests/unit/taskflow/questions/samples.hpp"

namespace kazi::taskflow::question {

namespace {

const std::vector<Language> both = {"en", "sw"};

Question of(Kind kind, FormSpec limits = {}) {
    Question asked = samples::of_type(kind);
    asked.limits = std::move(limits);
    return asked;
}

Question crops(Kind kind, FormSpec limits = {}) {
    Question asked = of(kind, std::move(limits));
    asked.texts["en"].options = {"Maize", "Rice", "Beans"};
    asked.texts["sw"].options = {"Mahindi", "Mchele", "Maharage"};
    asked.labels = {"maize", "rice", "beans"};
    return asked;
}

struct Row {
    Question asked;
    std::string typed;
    std::string outcome;
};

std::vector<std::string> places(const Question& asked) {
    std::vector<std::string> where;
    for (const Problem& problem : check_question(asked, both))
        where.push_back(problem.where);
    return where;
}

}  // namespace

TEST_CASE("the same answer is kept in the same form, however it is written") {
    const std::chrono::sys_days day{std::chrono::days(20'000)};  // 2024-10-04
    const std::vector<Row> rows{
        {crops(Kind::choice), "rice", "option 2"},
        {crops(Kind::multiple_choice), "3 and 1", "kept 1 3"},
        {crops(Kind::multiple_choice), "beans, maize", "kept 1 3"},
        {crops(Kind::multiple_choice), "none", "kept none"},
        {crops(Kind::multiple_choice, {.picks_maximum = "1"}), "1 3", "out_of_range"},
        {crops(Kind::ranking), "2 1 3", "kept 2 1 3"},
        {crops(Kind::ranking), "2 1", "unsure"},
        {of(Kind::yes_no), "ndio", "option 1"},
        {of(Kind::verification), "wrong", "option 2"},
        {of(Kind::verification), "yes", "option 1"},
        {of(Kind::place), "closed", "option 2"},
        {of(Kind::place), "3", "option 3"},
        {of(Kind::stock), "sold out", "option 2"},
        {of(Kind::stock, {.maximum = "500"}), "12 left", "kept 12"},
        {of(Kind::stock, {.maximum = "500"}), "none", "kept out_of_stock"},
        {of(Kind::rating, {.minimum = "1", .maximum = "5"}), "4/5", "kept 4"},
        {of(Kind::rating), "6", "out_of_range"},
        {of(Kind::number, {.minimum = "0", .unit = "kg"}), "2.5 kg", "kept 2.5"},
        {of(Kind::number, {.minimum = "0", .unit = "kg"}), "2500 grams", "kept 2.5"},
        {of(Kind::price, {.currency = "KES"}), "elfu tatu", "kept 3000"},
        {of(Kind::price, {.currency = "KES"}), "NOT SOLD", "kept out_of_stock"},
        {of(Kind::price, {.currency = "KES"}), "$5", "unsure"},
        {of(Kind::date), "yesterday", "kept 2024-10-03"},
        {of(Kind::date, {.maximum = "today"}), "5/10/2024", "out_of_range"},
        {of(Kind::date, {.date_order = "mdy"}), "3/4/2024", "kept 2024-03-04"},
        {of(Kind::translation, {.source = "The shop is closed"}), "Duka limefungwa",
         "kept duka limefungwa"},
        {of(Kind::translation, {.source = "The shop is closed"}), "the shop is closed", "unsure"},
        {of(Kind::short_text), "Duka la  Mama", "kept duka la mama"},
        {of(Kind::short_text), "I don't know", "dont_know"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.typed);
        CAPTURE(kind_name(row.asked.type));
        CHECK(places(row.asked).empty());
        const Understanding understanding = understand(row.asked, {}, "en", day, row.typed);
        const auto given = given_by(row.asked, understanding);
        const std::string outcome = !given ? std::string(outcome_name(understanding.outcome))
                                    : given->text.empty()
                                        ? "option " + std::to_string(given->option + 1)
                                        : "kept " + given->text;
        CHECK(outcome == row.outcome);
    }
}

TEST_CASE("a translation is of what the item says") {
    const Question asked = of(Kind::translation, {.source = "{sentence}"});
    const Item item{"1", {{"sentence", "The market is closed today"}}};
    CHECK(is_puzzling(understand(asked, item, "sw", {}, "the market is closed today")));
    CHECK(given_by(asked, understand(asked, item, "sw", {}, "Soko limefungwa leo")));
}

TEST_CASE("results use the client's words") {
    CHECK(result_text(crops(Kind::multiple_choice), {"none", "1 3"}, 1) == "maize, beans");
    CHECK(result_text(crops(Kind::multiple_choice), {"none", "1 3"}, 0) == "none");
    CHECK(result_text(crops(Kind::ranking), {"3 1 2"}, 0) == "beans, maize, rice");
    CHECK(result_text(of(Kind::place), {}, 2) == "moved");
    CHECK(result_text(of(Kind::verification), {}, 0) == "right");
    CHECK(result_text(of(Kind::stock), {}, 1) == "out_of_stock");
    CHECK(result_text(of(Kind::rating), {"4"}, 0) == "4");
}

TEST_CASE("the answer model knows how many answers there could be") {
    CHECK(class_count(crops(Kind::choice)) == 3);
    CHECK(class_count(crops(Kind::multiple_choice)) == 8);
    CHECK(class_count(crops(Kind::ranking)) == 6);
    CHECK(class_count(of(Kind::verification)) == 2);
    CHECK(class_count(of(Kind::place)) == 4);
    CHECK(class_count(of(Kind::rating)) == 5);
    CHECK(class_count(of(Kind::rating, {.minimum = "0", .maximum = "10"})) == 11);
    CHECK(class_count(of(Kind::price)) == class_count(of(Kind::number)));
    CHECK(class_count(of(Kind::translation)) == class_count(of(Kind::short_text)));
}

TEST_CASE("a limit that means nothing to the kind is refused, by name") {
    using Places = std::vector<std::string>;
    CHECK(places(of(Kind::yes_no, {.unit = "kg"})) == Places{"/unit"});
    CHECK(places(of(Kind::number, {.currency = "KES"})) == Places{"/currency"});
    CHECK(places(of(Kind::date, {.minimum = "5"})) == Places{"/minimum"});
    CHECK(places(of(Kind::date, {.date_order = "ymd"})) == Places{"/date_order"});
    CHECK(places(of(Kind::number, {.decimals = "4"})) == Places{"/decimals"});
    CHECK(places(of(Kind::translation, {.source = "{sentence"})) == Places{"/source"});
    CHECK(places(crops(Kind::multiple_choice, {.picks_minimum = "9"})) == Places{"/picks"});
    Question comma = crops(Kind::ranking);
    comma.labels[1] = "rice, white";
    CHECK(places(comma) == Places{"/labels/1"});
}

}  // namespace kazi::taskflow::question
