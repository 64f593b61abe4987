// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "tests/unit/taskflow/dialogue/sample_campaigns.hpp"

namespace kazi::taskflow::dialogue {

namespace {

Heard hear(std::string_view typed) {
    return shipped_phrases().vocabulary().hear(plain_words(typed));
}

}  // namespace

TEST_CASE("plain words: blanks, punctuation and case at the ends do not count") {
    CHECK(plain_words("  STOP!! ") == "stop");
    CHECK(plain_words("\"Stop\".") == "stop");
    CHECK(plain_words("I   agree\t now") == "i agree now");
    CHECK(plain_words("1)") == "1");
    CHECK(plain_words("") == "");
    CHECK(plain_words("...?!") == "");
    CHECK(plain_words("ÉCOLE") == "école");
    CHECK(plain_words("٣") == "3");
    CHECK(plain_words("１２") == "12");
    CHECK(plain_words("रोकें।") == "रोकें");
    CHECK(plain_words("STOP\u3000\u3002") == "stop");
}

TEST_CASE("stop words in every language, always") {
    for (const char* typed :
         {"STOP", "stop.", " Stop ", "STOP!", "StopAll", "UNSUBSCRIBE", "optout", "ACHA", "acha!",
          "stop sending me maize prices", "Please stop.", "Acha kunitumia ujumbe"}) {
        CAPTURE(typed);
        CHECK(hear(typed).command == Command::stop);
        CHECK(hear(typed).firmness == Firmness::always);
    }
}

TEST_CASE("stop inside a sentence is no command") {
    for (const char* typed :
         {"bus stop", "the stop", "nonstop", "stopped", "stopping", "stop sign"}) {
        CAPTURE(typed);
        CHECK(hear(typed).command == Command::none);
    }
    CHECK(shipped_phrases().vocabulary().begins_with_stop("stop sign"));
    CHECK_FALSE(shipped_phrases().vocabulary().begins_with_stop("bus stop"));
}

TEST_CASE("words that may be answers yield to an open question") {
    for (const char* typed : {"END", "CANCEL", "QUIT"}) {
        CHECK(hear(typed).command == Command::stop);
        CHECK(hear(typed).firmness == Firmness::yielding);
    }
    CHECK(hear("START").firmness == Firmness::yielding);
    CHECK(hear("INFO").command == Command::help);
    CHECK(hear("INFO").firmness == Firmness::yielding);
    CHECK(hear("HELP").firmness == Firmness::always);
    CHECK(hear("MSAADA").firmness == Firmness::always);
}

TEST_CASE("a word tells its language only when one language has it") {
    CHECK(hear("JIUNGE").language == "sw");
    CHECK(hear("JOIN").language.empty());
    CHECK(hear("kiswahili").language == "sw");
    CHECK(hear("English").language == "en");
    CHECK(shipped_phrases().vocabulary().begins_with_join("join please")->language.empty());
    CHECK_FALSE(shipped_phrases().vocabulary().begins_with_join("please join"));
}

TEST_CASE("oops by itself, and with the new answer after it") {
    const Vocabulary& vocabulary = shipped_phrases().vocabulary();
    for (const char* typed : {"OOPS", "oops!", "Kosa", "NIMEKOSEA", "mistake"}) {
        CAPTURE(typed);
        CHECK(hear(typed).command == Command::oops);
        CHECK(hear(typed).firmness == Firmness::work);
        CHECK_FALSE(vocabulary.after_oops(plain_words(typed)));
    }
    CHECK(vocabulary.after_oops("oops 2") == "2");
    CHECK(vocabulary.after_oops("kosa duka la mama") == "duka la mama");
    CHECK_FALSE(vocabulary.after_oops("no oops"));
    CHECK_FALSE(vocabulary.after_oops("next 2"));
}

TEST_CASE("yes and no to consent") {
    const Vocabulary& vocabulary = shipped_phrases().vocabulary();
    CHECK(vocabulary.agreement("nakubali") == true);
    CHECK(vocabulary.agreement("yes") == true);
    CHECK(vocabulary.agreement("hapana") == false);
    CHECK_FALSE(vocabulary.agreement("maybe").has_value());
}

}  // namespace kazi::taskflow::dialogue
