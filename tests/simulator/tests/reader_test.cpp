// SPDX-License-Identifier: Apache-2.0
// Reading as a person would: made-up texts for the rules, the shipped catalogues for the truth.
#include <doctest/doctest.h>

#include "tests/simulator/crowd/reader.hpp"
#include "tests/simulator/crowd/shipped_languages.hpp"
#include "tests/simulator/tests/shipped_text.hpp"

namespace kazi::simulator::crowd {
namespace {

using tests::shipped_text;

Reader shipped_reader() {
    Reader reader;
    const auto fault = learn_shipped_languages(reader);
    REQUIRE_MESSAGE(!fault, fault.value_or(""));
    return reader;
}

}  // namespace

TEST_CASE("a pattern is the catalogue's text without its placeholders, in order") {
    const Pattern pattern("You have {count} items, send {word}.");
    CHECK(pattern.found_in("Hello. You have 3 items, send NEXT."));
    CHECK_FALSE(pattern.found_in("items, send You have"));
    CHECK_FALSE(Pattern("{all}").found_in("anything"));
}

TEST_CASE("where a pattern has an amount there must be one") {
    const Pattern credited("+{pay}.");
    CHECK(credited.found_in("+KES 2.00. For KES 2.00: next"));
    CHECK_FALSE(credited.found_in("call +254711000001."));
    CHECK(Pattern("Kazi: {balance}").found_in("Kazi: KES 10.00 1 Work"));
    CHECK_FALSE(Pattern("Kazi: {balance}").found_in("Kazi: hello"));
}

TEST_CASE("a long text is known by how it begins, since a page may end before it does") {
    const Pattern pattern("Kazi pays you to answer short questions. We keep your answers.");
    CHECK(pattern.found_in("Kazi pays you to answer short 98 More"));
}

TEST_CASE("choices are numbered lines; keys that turn pages are nothing to choose") {
    const auto choices = choices_in("Pick one\n1 Yes\n2. No\n3) Maybe so\n2024 was a year\n7");
    REQUIRE(choices.size() == 3);
    CHECK(choices[1].key == "2");
    CHECK(choices[2].text == "Maybe so");
    CHECK(offers_choices("1 Yes\n0 Don't know"));
    CHECK_FALSE(offers_choices("Your year?\n0 Back\n00 Home\n98 More"));
}

TEST_CASE("an item's id is a whole word") {
    CHECK(item_in("Tweet t17: how is it?") == "t17");
    CHECK(item_in("(t3)") == "t3");
    CHECK_FALSE(item_in("at17 t17b t the"));
}

TEST_CASE("the shipped texts are understood in both languages") {
    const auto reader = shipped_reader();
    for (const auto* language : {"en", "sw"}) {
        const auto asks = [&reader, language](std::string_view key) {
            return reader.read(shipped_text(key, language)).asks;
        };
        CHECK(asks("language.ask") == Asks::language);
        CHECK(asks("consent.ask") == Asks::consent);
        CHECK(asks("birth_year.ask") == Asks::birth_year);
        CHECK(asks("resume.body") == Asks::resume);
        CHECK(asks("no_work.body") == Asks::patience);
        CHECK(asks("effort.ask") == Asks::patience);
        CHECK(asks("help.body") == Asks::nothing);
        CHECK(asks("payout.paid") == Asks::nothing);
    }
    const auto menu = reader.read("Kazi: KES 4.00\n1 My balance\n2 " + shipped_text("menu.work"));
    CHECK(menu.asks == Asks::menu);
    CHECK(reader.key_for(Asks::menu, menu, "9") == "2");
    const auto resumed = reader.read(shipped_text("resume.body") + "\n1 " +
                                     shipped_text("resume.continue") + "\n2 Start over");
    CHECK(reader.key_for(Asks::resume, resumed, "9") == "1");
}

TEST_CASE("thanks and the next question come in one text") {
    const auto reader = shipped_reader();
    const auto reading = reader.read(
        "+KES 2.00.\nFor KES 2.00: Tweet t18: how?\n1 Badly\n2 Well\n0 Don't know\n00 Home");
    CHECK(reading.thanks);
    CHECK(reading.asks == Asks::answer);
    CHECK(reading.item == "t18");
    CHECK(reader.key_for(Asks::answer, reading, "9") == "0");
    const auto first = reader.read("For KES 2.00: Tweet t1: how?\n1 Badly\n2 Well");
    CHECK_FALSE(first.thanks);
}

TEST_CASE("a language is chosen by its name") {
    const auto reader = shipped_reader();
    const auto reading = reader.read("Chagua lugha\n1 Kiswahili\n2 English");
    CHECK(reader.language_key(reading, "sw") == "1");
    CHECK(reader.language_key(reading, "en") == "2");
}

TEST_CASE("a catalogue that lacks a text is refused by its key") {
    Reader reader;
    CHECK(reader.learn({"en", "English", {}, {}}) == "language.ask");
}

}  // namespace kazi::simulator::crowd
