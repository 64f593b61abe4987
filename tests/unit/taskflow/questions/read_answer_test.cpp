// SPDX-License-Identifier: Apache-2.0
// Tables of what people type, and what it must be read as.
#include "taskflow/question/read_answer.hpp"

#include <doctest/doctest.h>

#include "tests/unit/taskflow/questions/samples.hpp"

namespace kazi::taskflow::question {

namespace {

struct Row {
    const char* typed;
    const char* outcome;
};

void check_rows(const Question& asked, const Language& language, const std::vector<Row>& rows) {
    for (const Row& row : rows) {
        CAPTURE(row.typed);
        CHECK(samples::outcome(read_answer(asked, language, row.typed)) == row.outcome);
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
                              {"mbili", "option 2"},    {"0", "dont-know"},
                              {"0.", "dont-know"},      {"zero", "dont-know"},
                              {"5", "out-of-range"},    {"99999999999999999999", "out-of-range"},
                              {"-1", "out-of-range"},   {"twenty", "out-of-range"},
                              {"1 2", "unreadable"},    {"1 or 2", "unreadable"},
                              {"1,2", "unreadable"},    {"1.5", "unreadable"},
                              {"1/2", "unreadable"}});
}

TEST_CASE("a choice by letter or by its words") {
    check_rows(food(), "en",
               {{"a", "option 1"},
                {"B", "option 2"},
                {"c)", "option 3"},
                {"(d)", "option 4"},
                {"e", "unreadable"},
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
                {"maz", "unreadable"},
                {"wheat", "unreadable"},
                {"maize rice", "unreadable"},
                {"maize or rice", "unreadable"},
                {"not maize", "unreadable"},
                {"", "unreadable"},
                {"   ", "unreadable"},
                {"???", "unreadable"},
                {"\xff\xfe", "unreadable"}});
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
                {"2 maize", "unreadable"},
                {"a rice", "unreadable"},
                {"1 but not sure", "unreadable"},
                {"0 maize", "unreadable"},
                {"5 maize", "unreadable"},
                {"a good question", "unreadable"}});
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
                {"sijui", "dont-know"},
                {"mimi sijui", "dont-know"},
                {"I don't know", "dont-know"},
                {"sifuri", "dont-know"},
                {"tano", "out-of-range"},
                {"maize", "unreadable"},
                {"mahindi au mchele", "unreadable"}});
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
                {"1 no", "unreadable"},
                {"maybe", "option 3"},
                {"mybe", "option 3"},
                {"yes no", "unreadable"}});
    check_rows(asked, "sw", {{"ndio", "option 1"}, {"sio", "option 2"}, {"n", "unreadable"}});
}

TEST_CASE("options that hold numbers") {
    const Question years = samples::choice({"2024", "2025"}, {"2024", "2025"});
    check_rows(years, "en",
               {{"2024", "option 1"},
                {"2 2025", "option 2"},
                {"2) 2025", "option 2"},
                {"2 2024", "unreadable"},
                {"2023", "out-of-range"}});
    // The line of the first option and the words of the second look the same when typed.
    const Question blurred = samples::choice({"Z", "1Z"}, {"Z", "1Z"});
    check_rows(blurred, "en", {{"1) Z", "unreadable"}, {"z", "option 1"}, {"2", "option 2"}});
}

TEST_CASE("a slip that could mean two options means none") {
    const Question asked = samples::choice({"Good", "Food", "5 bags", "6 bags"},
                                           {"Nzuri", "Chakula", "Magunia 5", "Magunia 6"});
    check_rows(asked, "en",
               {{"good", "option 1"},
                {"food", "option 2"},
                {"mood", "unreadable"},
                {"goood", "option 1"},
                {"5 bags", "option 3"},
                {"5 bag", "option 3"},
                {"7 bags", "unreadable"},
                {"5", "out-of-range"},
                {"3 5 bags", "option 3"}});
}

TEST_CASE("short words and numbers are not slips of each other") {
    const Question asked =
        samples::choice({"Cow", "5 goats", "0", "The end"}, {"Ng'ombe", "Mbuzi 5", "0", "Mwisho"});
    check_rows(asked, "en",
               {{"cow", "option 1"},
                {"cw", "unreadable"},
                {"cows", "unreadable"},
                {"5 goat", "option 2"},
                {"it is the end", "option 4"},
                {"end", "option 4"},
                {"7 goats", "unreadable"},
                {"0", "unreadable"}});
    check_rows(asked, "sw",
               {{"ngombe", "option 1"}, {"ng’ombe", "option 1"}, {"NG'OMBE", "option 1"}});
}

TEST_CASE("a slip is not made of a word that means something itself") {
    const Question asked = samples::choice({"Note", "Ndoo"}, {"Noti", "Ndoo"});
    check_rows(asked, "en",
               {{"nope", "unreadable"}, {"ndio", "unreadable"}, {"yes", "unreadable"}});
    check_rows(asked, "sw", {{"ndoo", "option 2"}, {"noti", "option 1"}});
}

TEST_CASE("yes or no in English") {
    check_rows(samples::of_type(QuestionType::yes_no), "en",
               {{"1", "option 1"},           {"2", "option 2"},
                {"2.", "option 2"},          {"0", "dont-know"},
                {"3", "out-of-range"},       {"yes", "option 1"},
                {"YES!", "option 1"},        {"Y", "option 1"},
                {"yeah", "option 1"},        {"yep", "option 1"},
                {"no", "option 2"},          {"N", "option 2"},
                {"nope", "option 2"},        {"No thank you", "option 2"},
                {"yes it is", "option 1"},   {"no it is not", "option 2"},
                {"yes please", "option 1"},  {"1 yes", "option 1"},
                {"1)yes", "option 1"},       {"2 no", "option 2"},
                {"a", "option 1"},           {"b", "option 2"},
                {"one", "option 1"},         {"ndio", "option 1"},
                {"hapana", "option 2"},      {"don’t know", "dont-know"},
                {"not sure", "dont-know"},   {"I'm not sure", "dont-know"},
                {"idk", "dont-know"},        {"1 no", "unreadable"},
                {"2 yes", "unreadable"},     {"0 yes", "unreadable"},
                {"yes no", "unreadable"},    {"not yes", "unreadable"},
                {"yes or no", "unreadable"}, {"1 2", "unreadable"},
                {"ok", "unreadable"},        {"year", "unreadable"},
                {"maybe", "unreadable"},     {"no problem", "unreadable"},
                {"", "unreadable"}});
}

TEST_CASE("yes or no in Swahili") {
    check_rows(samples::of_type(QuestionType::yes_no), "sw",
               {{"ndio", "option 1"},
                {"Ndiyo", "option 1"},
                {"NDIO KABISA", "option 1"},
                {"ndoi", "option 1"},
                {"ndyo", "option 1"},
                {"ndo", "option 1"},
                {"naam", "option 1"},
                {"kweli", "option 1"},
                {"hapana", "option 2"},
                {"hapna", "option 2"},
                {"hapanaa", "option 2"},
                {"hapana asante", "option 2"},
                {"la", "option 2"},
                {"siyo", "option 2"},
                {"si kweli", "unreadable"},
                {"yes", "option 1"},
                {"no", "option 2"},
                {"moja ndio", "option 1"},
                {"1 hapana", "unreadable"},
                {"n", "unreadable"},
                {"sijui", "dont-know"},
                {"sina uhakika", "dont-know"},
                {"ndio hapana", "unreadable"},
                {"sawa", "unreadable"}});
}

TEST_CASE("a number in digits") {
    check_rows(samples::number(0, 2'000'000), "en",
               {{"30", "number 30"},
                {"0", "number 0"},
                {"007", "number 7"},
                {"３０", "number 30"},
                {"٣٠", "number 30"},
                {"३०", "number 30"},
                {"30.", "number 30"},
                {"30 years old", "number 30"},
                {"I am 30 years old", "number 30"},
                {"30yrs", "number 30"},
                {"KES 50", "number 50"},
                {"Ksh50/=", "number 50"},
                {"50/-", "number 50"},
                {"$50", "number 50"},
                {"50%", "number 50"},
                {"50.00", "number 50"},
                {"1,000", "number 1000"},
                {"1 000", "number 1000"},
                {"1,250,000", "number 1250000"},
                {"1.250.000", "number 1250000"},
                {"1,000.00", "number 1000"},
                {"١٬٠٠٠", "number 1000"},
                {"1.000", "unreadable"},
                {"1,5", "unreadable"},
                {"1.5", "unreadable"},
                {"12,34", "unreadable"},
                {"0,500", "unreadable"},
                {"½", "unreadable"},
                {"5-6", "unreadable"},
                {"5 or 6", "unreadable"},
                {"5 6", "unreadable"},
                {"1 0000", "unreadable"},
                {"bags-5", "number 5"},
                {"10:30", "unreadable"},
                {"not 5", "unreadable"},
                {"more than 5", "unreadable"},
                {"5k", "number 5000"},
                {"2 million", "number 2000000"},
                {"five thousand and 1", "unreadable"},
                {"none", "unreadable"},
                {"", "unreadable"},
                {"2000001", "out-of-range"},
                {"-5", "out-of-range"},
                {"−5", "out-of-range"},
                {"12345678901234567890", "out-of-range"},
                {"dont know", "dont-know"}});
    check_rows(samples::number(-10, 10), "en", {{"-5", "number -5"}, {"- 5", "number 5"}});
}

TEST_CASE("a number in words") {
    check_rows(samples::number(0, 100'000), "en",
               {{"thirty", "number 30"},
                {"twenty three", "number 23"},
                {"Twenty-three", "number 23"},
                {"ninety nine goats", "number 99"},
                {"a hundred", "number 100"},
                {"two hundred and five", "number 205"},
                {"three thousand", "number 3000"},
                {"twelve thousand five hundred", "number 12500"},
                {"5 five", "number 5"},
                {"5 (five) bags", "number 5"},
                {"5 six", "unreadable"},
                {"five six", "unreadable"},
                {"5 hundred", "number 500"},
                {"half", "unreadable"},
                {"two and a half", "unreadable"},
                {"a dozen", "unreadable"}});
    check_rows(samples::number(0, 100'000), "sw",
               {{"ishirini na tatu", "number 23"},
                {"Miaka thelathini", "number 30"},
                {"kumi na moja", "number 11"},
                {"kumi", "number 10"},
                {"tisini na tisa", "number 99"},
                {"watoto watatu", "number 3"},
                {"watoto 3", "number 3"},
                {"shilingi 50", "number 50"},
                {"mia", "number 100"},
                {"mia tano", "number 500"},
                {"mia na tano", "number 105"},
                {"mia mbili na hamsini na moja", "number 251"},
                {"elfu moja", "number 1000"},
                {"elfu mbili mia tano", "number 2500"},
                {"elfu kumi na mbili", "unreadable"},
                {"sifuri", "number 0"},
                {"kumi au kumi na moja", "unreadable"},
                {"si tano", "unreadable"},
                {"zaidi ya 5", "unreadable"},
                {"tano na nusu", "unreadable"},
                {"sijui", "dont-know"}});
}

TEST_CASE("short text is kept in one form") {
    const std::string longest(160, 'x');
    const Question asked = samples::of_type(QuestionType::short_text);
    check_rows(asked, "en",
               {{"Nairobi", "text nairobi"},
                {"  Dar   es\tSalaam \n", "text dar es salaam"},
                {"ＭＯＭＢＡＳＡ", "text mombasa"},
                {"Café", "text café"},
                {"Cafe\u0301", "text café"},
                {"Straße", "text strasse"},
                {"a\u200Bb", "text ab"},
                {"a\x07z", "text az"},
                {"don't know", "text don't know"},
                {"0", "text 0"},
                {"", "unreadable"},
                {" \t ", "unreadable"},
                {"\xc3", "unreadable"},
                {longest.c_str(), ("text " + longest).c_str()}});
    CHECK(samples::outcome(read_answer(asked, "en", longest + "x")) == "unreadable");
}

TEST_CASE("a language without words of its own falls back to the first") {
    CHECK(samples::outcome(read_answer(food(), "fr", "rice")) == "option 2");
}

}  // namespace kazi::taskflow::question
