// SPDX-License-Identifier: Apache-2.0
// What people write to several questions at once, and what is taken of it.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "taskflow/question/asked.hpp"
#include "taskflow/tasks/pack_reading.hpp"
#include "tests/unit/taskflow/dialogue/sample_campaigns.hpp"

namespace kazi::taskflow {

namespace {

/// "1-2" when the first is the first option, of the second nothing was said, and so on; "?" where
/// it could not be read, "0" where she left it.
std::string taken(const PackReading& reading, const Question& question) {
    std::string text;
    for (const auto& said : reading) {
        if (!said) {
            text += '-';
        } else if (question::is_puzzling(*said)) {
            text += '?';
        } else {
            const auto given = question::given_by(question, *said);
            text += given ? std::to_string(given->option + 1) : "0";
        }
    }
    return text;
}

std::string read(QuestionType type, const std::string& typed, const std::string& open = "ABC",
                 const Language& language = "en", std::size_t given = 4) {
    const Question question = sample_campaign(type).question;
    const Item item = sample_items(1)[0];
    const auto one = [&](std::size_t, std::string_view piece) {
        return question::understand(question, item, language, {}, piece);
    };
    return taken(read_pack(typed, {.open = open, .given = given}, one), question);
}

std::string choice(const std::string& typed, const std::string& open = "ABC") {
    return read(QuestionType::choice, typed, open);
}
std::string yes_no(const std::string& typed, const std::string& open = "ABC",
                   const Language& language = "en") {
    return read(QuestionType::yes_no, typed, open, language);
}

}  // namespace

TEST_CASE("letters with their answers, however they are written") {
    for (const std::string typed :
         {"A1 B2 C3", "a1 b2 c3", "A1B2C3", "A 1 B 2 C 3", "A=1, B=2, C=3", "a) 1\nb) 2\nc) 3",
          "A.1 B.2 C.3", "C3 A1 B2", "1A 2B 3C", "hello A1 B2 C3", "A-1, B-2, C-3.",
          "A shop B school C neither", "A1 B2 B2 C3"}) {
        CAPTURE(typed);
        CHECK(choice(typed) == "123");
    }
    CHECK(yes_no("A yes B no C yes") == "121");
    CHECK(yes_no("A ndiyo B hapana C ndiyo", "ABC", "sw") == "121");
    CHECK(yes_no("A१ B२ C१", "ABC", "hi") == "121");
}

TEST_CASE("answers in the order of the questions") {
    for (const std::string typed : {"123", "1 2 3", "1,2,3", "1.2.3", "1\n2\n3", " 1 - 2 - 3 "}) {
        CAPTURE(typed);
        CHECK(choice(typed) == "123");
    }
    CHECK(yes_no("yes no yes") == "121");
    CHECK(yes_no("yes, I don't know, no") == "102");
    CHECK(choice("१२३") == "123");
    CHECK(choice("2 1", "BD") == "21");
}

TEST_CASE("some of them only") {
    CHECK(choice("A1 C2") == "1-2");
    CHECK(choice("B3") == "-3-");
    CHECK(choice("A1 B9 C2") == "1?2");
    CHECK(choice("A0 B1") == "01-");
    CHECK(choice("A1 B C2") == "1-2");
    // C was answered by an earlier message.
    CHECK(choice("A1 B2 C3", "AB") == "12");
}

TEST_CASE("nothing is taken of what could mean two things") {
    for (const std::string typed :
         {"1", "12", "1234", "1 2", "yes", "A1 A2", "1 A2 B3", "A1 2B 3C", "", "?", "\xff\xfe",
          "A1 H2", "it is a school", "1 2 9", "AB1 C", "E1", "111111", "A B C"}) {
        CAPTURE(typed);
        const std::string got = choice(typed);
        CHECK(got.find_first_of("123") == std::string::npos);
    }
}

TEST_CASE("one word leaves all of them") {
    CHECK(choice("don't know") == "000");
    CHECK(yes_no("sijui", "ABC", "sw") == "000");
    // A bare 0 could be about one of them.
    CHECK(choice("0") == "---");
    CHECK(choice("000") == "000");
}

}  // namespace kazi::taskflow
