// SPDX-License-Identifier: Apache-2.0
// Tables of what people type, and what it must be read as.
#include "taskflow/question/asked.hpp"

#include <doctest/doctest.h>

#include "tests/unit/taskflow/questions/samples.hpp"

namespace kazi::taskflow::question {

namespace {

struct Row {
    std::string typed;
    std::string outcome;
};

void check_rows(const Question& asked, const Language& language, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        CAPTURE(row.typed);
        CHECK(samples::outcome(asked, language, row.typed) == row.outcome);
    }
}

Question food() {
    return samples::choice({"Maize", "Rice", "Ground nuts", "None of these"},
                           {"Mahindi", "Mchele", "Karanga", "Hakuna kati ya hizi"});
}

}  // namespace

TEST_CASE("a choice by its number, in any dress") {
    check_rows(food(), "en", {{"1", "option 1"},        {" 2 ", "option 2"},
                              {"3.", "option 3"},       {"1)", "option 1"},
                              {"(4)", "option 4"},      {"#2", "option 2"},
                              {"2\n", "option 2"},      {"02", "option 2"},
                              {"２", "option 2"},       {"٣", "option 3"},
                              {"२", "option 2"},        {"৪", "option 4"},
                              {"①", "option 1"},        {"2nd", "option 2"},
                              {"option 3", "option 3"}, {"Answer: 2", "option 2"},
                              {"2 please", "option 2"}, {"ok 1 thanks", "option 1"},
                              {"two", "option 2"},      {"THREE", "option 3"},
                              {"mbili", "option 2"},    {"0", "dont_know"},
                              {"0.", "dont_know"},      {"zero", "dont_know"},
                              {"5", "out_of_range"},    {"99999999999999999999", "out_of_range"},
                              {"-1", "out_of_range"},   {"twenty", "out_of_range"},
                              {"1 2", "unsure"},        {"1 or 2", "unsure"},
                              {"1,2", "unsure"},        {"1.5", "unsure"},
                              {"1/2", "unsure"}});
}

TEST_CASE("a choice by letter or by its words") {
    check_rows(food(), "en",
               {{"a", "option 1"},
                {"B", "option 2"},
                {"c)", "option 3"},
                {"(d)", "option 4"},
                {"e", "unsure"},
                {"maize", "option 1"},
                {"MAIZE!", "option 1"},
                {"máizé", "option 1"},
                {"ｍａｉｚｅ", "option 1"},
                {"ground  nuts", "option 3"},
                {"ground-nuts", "option 3"},
                {"groundnuts", "option 3"},
                {"it is rice", "option 2"},
                {"the rice please", "option 2"},
                {"none of these", "option 4"},
                {"maiz", "option 1"},
                {"mayze", "option 1"},
                {"miaze", "option 1"},
                {"maizee", "option 1"},
                {"mazie", "option 1"},
                {"grond nuts", "option 3"},
                {"riice", "option 2"},
                {"maz", "unsure"},
                {"wheat", "unsure"},
                {"maize rice", "unsure"},
                {"maize or rice", "unsure"},
                {"not maize", "unsure"},
                {"", "unsure"},
                {"   ", "unsure"},
                {"???", "unsure"},
                {"\xff\xfe", "unsure"}});
}

TEST_CASE("a number and words must agree") {
    check_rows(food(), "en",
               {{"1 maize", "option 1"},
                {"1)Maize", "option 1"},
                {"1 - maize", "option 1"},
                {"1maize", "option 1"},
                {"b rice", "option 2"},
                {"1 maiz", "option 1"},
                {"two rice", "option 2"},
                {"2 maize", "unsure"},
                {"a rice", "option 2"},
                {"1 but not sure", "unsure"},
                {"0 maize", "unsure"},
                {"5 maize", "unsure"},
                {"a good question", "unsure"}});
}

TEST_CASE("a choice in Swahili") {
    check_rows(food(), "sw",
               {{"mahindi", "option 1"},
                {"Ni mchele", "option 2"},
                {"mchle", "option 2"},
                {"namba 3", "option 3"},
                {"jibu ni karanga", "option 3"},
                {"karanga tafadhali", "option 3"},
                {"moja", "option 1"},
                {"jibu la nne", "option 4"},
                {"one", "option 1"},
                {"sijui", "dont_know"},
                {"mimi sijui", "dont_know"},
                {"I don't know", "dont_know"},
                {"sifuri", "dont_know"},
                {"tano", "out_of_range"},
                {"maize", "unsure"},
                {"mahindi au mchele", "unsure"}});
}

TEST_CASE("a choice between yes and no takes their other words") {
    const Question asked = samples::choice({"Yes", "No", "Maybe"}, {"Ndiyo", "Hapana", "Labda"});
    check_rows(asked, "en",
               {{"yeah", "option 1"},
                {"nope", "option 2"},
                {"ndio", "option 1"},
                {"yes yes", "option 1"},
                {"1 yes", "option 1"},
                {"2 no", "option 2"},
                {"1 no", "unsure"},
                {"maybe", "option 3"},
                {"mybe", "option 3"},
                {"yes no", "unsure"}});
    check_rows(asked, "sw", {{"ndio", "option 1"}, {"sio", "option 2"}, {"n", "unsure"}});
}

TEST_CASE("options that hold numbers") {
    const Question years = samples::choice({"2024", "2025"}, {"2024", "2025"});
    check_rows(years, "en",
               {{"2024", "option 1"},
                {"2 2025", "option 2"},
                {"2) 2025", "option 2"},
                {"2 2024", "unsure"},
                {"2023", "out_of_range"}});
    // The line of the first option and the words of the second look the same when typed.
    const Question blurred = samples::choice({"Z", "1Z"}, {"Z", "1Z"});
    check_rows(blurred, "en", {{"1) Z", "option 1"}, {"z", "option 1"}, {"2", "option 2"}});
}

TEST_CASE("a slip that could mean two options means none") {
    const Question asked = samples::choice({"Good", "Food", "5 bags", "6 bags"},
                                           {"Nzuri", "Chakula", "Magunia 5", "Magunia 6"});
    check_rows(asked, "en",
               {{"good", "option 1"},
                {"food", "option 2"},
                {"mood", "unsure"},
                {"goood", "option 1"},
                {"5 bags", "option 3"},
                {"5 bag", "option 3"},
                {"7 bags", "unsure"},
                {"5", "out_of_range"},
                {"3 5 bags", "option 3"}});
}

TEST_CASE("short words and numbers are not slips of each other") {
    const Question asked =
        samples::choice({"Cow", "5 goats", "0", "The end"}, {"Ng'ombe", "Mbuzi 5", "0", "Mwisho"});
    check_rows(asked, "en",
               {{"cow", "option 1"},
                {"cw", "unsure"},
                {"cows", "unsure"},
                {"5 goat", "option 2"},
                {"it is the end", "option 4"},
                {"end", "option 4"},
                {"7 goats", "unsure"},
                {"0", "unsure"}});
    check_rows(asked, "sw",
               {{"ngombe", "option 1"}, {"ng’ombe", "option 1"}, {"NG'OMBE", "option 1"}});
}

TEST_CASE("a slip is not made of a word that means something itself") {
    const Question asked = samples::choice({"Note", "Ndoo"}, {"Noti", "Ndoo"});
    check_rows(asked, "en", {{"nope", "unsure"}, {"ndio", "unsure"}, {"yes", "unsure"}});
    check_rows(asked, "sw", {{"ndoo", "option 2"}, {"noti", "option 1"}});
}

TEST_CASE("yes or no in English") {
    check_rows(samples::of_type(QuestionType::yes_no), "en",
               {{"1", "option 1"},
                {"2", "option 2"},
                {"2.", "option 2"},
                {"0", "dont_know"},
                {"3", "out_of_range"},
                {"yes", "option 1"},
                {"YES!", "option 1"},
                {"Y", "option 1"},
                {"yeah", "option 1"},
                {"yep", "option 1"},
                {"no", "option 2"},
                {"N", "option 2"},
                {"nope", "option 2"},
                {"No thank you", "option 2"},
                {"yes it is", "option 1"},
                {"no it is not", "option 2"},
                {"yes please", "option 1"},
                {"1 yes", "option 1"},
                {"1)yes", "option 1"},
                {"2 no", "option 2"},
                {"a", "option 1"},
                {"b", "option 2"},
                {"one", "option 1"},
                {"ndio", "option 1"},
                {"hapana", "option 2"},
                {"don’t know", "dont_know"},
                {"not sure", "dont_know"},
                {"I'm not sure", "dont_know"},
                {"idk", "dont_know"},
                {"1 no", "unsure"},
                {"2 yes", "unsure"},
                {"0 yes", "unsure"},
                {"yes no", "unsure"},
                {"not yes", "unsure"},
                {"yes or no", "unsure"},
                {"1 2", "unsure"},
                {"ok", "unsure"},
                {"year", "unsure"},
                {"maybe", "unsure"},
                {"no problem", "unsure"},
                {"", "unsure"}});
}

TEST_CASE("yes or no in Swahili") {
    check_rows(samples::of_type(QuestionType::yes_no), "sw",
               {{"ndio", "option 1"},        {"Ndiyo", "option 1"},
                {"NDIO KABISA", "option 1"}, {"ndoi", "option 1"},
                {"ndyo", "option 1"},        {"ndo", "option 1"},
                {"naam", "option 1"},        {"kweli", "option 1"},
                {"hapana", "option 2"},      {"hapna", "option 2"},
                {"hapanaa", "option 2"},     {"hapana asante", "option 2"},
                {"la", "option 2"},          {"siyo", "option 2"},
                {"si kweli", "option 2"},    {"yes", "option 1"},
                {"no", "option 2"},          {"moja ndio", "option 1"},
                {"1 hapana", "unsure"},      {"n", "unsure"},
                {"sijui", "dont_know"},      {"sina uhakika", "dont_know"},
                {"ndio hapana", "unsure"},   {"sawa", "unsure"}});
}

TEST_CASE("a number in digits") {
    check_rows(samples::number(0, 2'000'000), "en",
               {{"30", "kept 30"},
                {"0", "kept 0"},
                {"007", "kept 7"},
                {"３０", "kept 30"},
                {"٣٠", "kept 30"},
                {"३०", "kept 30"},
                {"30.", "kept 30"},
                {"30 years old", "kept 30"},
                {"I am 30 years old", "kept 30"},
                {"30yrs", "kept 30"},
                {"KES 50", "kept 50"},
                {"Ksh50/=", "kept 50"},
                {"50/-", "kept 50"},
                {"$50", "kept 50"},
                {"50%", "kept 50"},
                {"50.00", "kept 50"},
                {"1,000", "kept 1000"},
                {"1 000", "kept 1000"},
                {"1,250,000", "kept 1250000"},
                {"1.250.000", "kept 1250000"},
                {"1,000.00", "kept 1000"},
                {"١٬٠٠٠", "kept 1000"},
                {"1.000", "unsure"},
                {"1,5", "unsure"},
                {"1.5", "unsure"},
                {"12,34", "unsure"},
                {"0,500", "unsure"},
                {"½", "unsure"},
                {"5-6", "unsure"},
                {"5 or 6", "unsure"},
                {"5 6", "unsure"},
                {"1 0000", "unsure"},
                {"bags-5", "kept 5"},
                {"10:30", "unsure"},
                {"not 5", "unsure"},
                {"more than 5", "unsure"},
                {"5k", "kept 5000"},
                {"2 million", "kept 2000000"},
                {"five thousand and 1", "unsure"},
                {"none", "kept 0"},
                {"", "unsure"},
                {"2000001", "out_of_range"},
                {"-5", "out_of_range"},
                {"−5", "out_of_range"},
                {"12345678901234567890", "out_of_range"},
                {"dont know", "dont_know"}});
    check_rows(samples::number(-10, 10), "en", {{"-5", "kept -5"}, {"- 5", "kept 5"}});
}

TEST_CASE("a number in words") {
    check_rows(samples::number(0, 100'000), "en",
               {{"thirty", "kept 30"},
                {"twenty three", "kept 23"},
                {"Twenty-three", "kept 23"},
                {"ninety nine goats", "kept 99"},
                {"a hundred", "kept 100"},
                {"two hundred and five", "kept 205"},
                {"three thousand", "kept 3000"},
                {"twelve thousand five hundred", "kept 12500"},
                {"5 five", "kept 5"},
                {"5 (five) bags", "kept 5"},
                {"5 six", "unsure"},
                {"five six", "unsure"},
                {"5 hundred", "kept 500"},
                {"half", "unsure"},
                {"two and a half", "unsure"},
                {"a dozen", "kept 12"}});
    check_rows(samples::number(0, 100'000), "sw",
               {{"ishirini na tatu", "kept 23"},
                {"Miaka thelathini", "kept 30"},
                {"kumi na moja", "kept 11"},
                {"kumi", "kept 10"},
                {"tisini na tisa", "kept 99"},
                {"watoto watatu", "kept 3"},
                {"watoto 3", "kept 3"},
                {"shilingi 50", "kept 50"},
                {"mia", "kept 100"},
                {"mia tano", "kept 500"},
                {"mia na tano", "kept 105"},
                {"mia mbili na hamsini na moja", "kept 251"},
                {"elfu moja", "kept 1000"},
                {"elfu mbili mia tano", "kept 2500"},
                {"elfu kumi na mbili", "unsure"},
                {"sifuri", "kept 0"},
                {"kumi au kumi na moja", "unsure"},
                {"si tano", "unsure"},
                {"zaidi ya 5", "unsure"},
                {"tano na nusu", "unsure"},
                {"sijui", "dont_know"}});
}

TEST_CASE("short text is kept in one form") {
    const std::string longest(160, 'x');
    const Question asked = samples::of_type(QuestionType::short_text);
    check_rows(asked, "en",
               {{"Nairobi", "kept nairobi"},
                {"  Dar   es\tSalaam \n", "kept dar es salaam"},
                {"ＭＯＭＢＡＳＡ", "kept mombasa"},
                {"Café", "kept café"},
                {"Cafe\u0301", "kept café"},
                {"Straße", "kept strasse"},
                {"a\u200Bb", "kept ab"},
                {"a\x07z", "kept az"},
                {"don't know", "dont_know"},
                {"0", "kept 0"},
                {"", "unsure"},
                {" \t ", "unsure"},
                {"\xc3", "unsure"},
                {longest, "kept " + longest}});
    CHECK(samples::outcome(asked, "en", longest + "x") == "out_of_range");
}

TEST_CASE("a language without words of its own falls back to the first") {
    CHECK(samples::outcome(food(), "fr", "rice") == "option 2");
}

}  // namespace kazi::taskflow::question
