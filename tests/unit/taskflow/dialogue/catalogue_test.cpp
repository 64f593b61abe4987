// SPDX-License-Identifier: Apache-2.0
// The shipped texts: complete in every language, and short enough for the phones they go to.
#include <doctest/doctest.h>

#include <algorithm>

#include "config/catalogue.hpp"
#include "protocols/gsm_text.hpp"
#include "taskflow/dialogue/every_key.hpp"
#include "taskflow/dialogue/latin_script.hpp"
#include "taskflow/dialogue/word_keys.hpp"
#include "tests/unit/taskflow/dialogue/toy_world.hpp"

namespace kazi::taskflow {

namespace {

const config::Catalogues& catalogues() {
    static const config::CataloguesResult loaded = config::embedded_catalogues();
    return std::get<config::Catalogues>(loaded);
}

template <class List>
bool holds(const List& list, std::string_view key) {
    return std::find(list.begin(), list.end(), key) != list.end();
}

/// The longest that is plausible in each placeholder.
std::string longest(const Language& language, std::string_view key) {
    return shipped_phrases().say(language, key,
                                 {{"amount", "KES 1000.00"},
                                  {"balance", "KES 99999.50"},
                                  {"missing", "KES 999.50"},
                                  {"answers", "123456"},
                                  {"pay", "KES 100.00"},
                                  {"question", "?"},
                                  {"answer", "Neither of the two"},
                                  {"example", "A1 B2"},
                                  {"minimum", "-1000000"},
                                  {"maximum", "10000000"},
                                  {"unit", "kilograms"},
                                  {"currency", "KES"},
                                  {"level", "5"},
                                  {"checked", "12345"},
                                  {"right", "100"},
                                  {"sure", "100"},
                                  {"tasks", "numbers"},
                                  {"classes", "16"},
                                  {"badge", "clear-eyes"},
                                  {"case", "1001"},
                                  {"hours", "168"},
                                  {"rejected", "100"},
                                  {"reason", "it does not answer the question."},
                                  {"nth", "8"},
                                  {"work", "Get work to do"},
                                  {"seconds", "120"},
                                  {"year", "1990"},
                                  {"code", "ABCDEFG2"},
                                  {"office", "Moi Avenue 12"},
                                  {"left", "12"},
                                  {"time", "14:30"},
                                  {"fee", "KES 100.00"},
                                  {"bonus", "KES 100.00"},
                                  {"count", "3"},
                                  {"kind", "Muda wa simu"},
                                  {"when", "as soon as it can be sent"},
                                  {"least", "KES 500.00"},
                                  {"hour", "23"},
                                  {"from", "23"},
                                  {"until", "24"},
                                  {"version", "12"},
                                  {"date", "24/11/2026"},
                                  {"service_code", "*384*12345#"},
                                  {"short_code", "+254711000000"}});
}

}  // namespace

TEST_CASE("every key that the dialogue says is in every language, and no other") {
    for (const auto& [language, catalogue] : catalogues()) {
        CAPTURE(language);
        for (const std::string_view key : dialogue::keys::all) {
            CAPTURE(key);
            CHECK(catalogue.texts.contains(key));
        }
        for (const std::string_view key : dialogue::words::all) {
            CAPTURE(key);
            CHECK(catalogue.lists.contains(key));
        }
        for (const auto& [key, text] : catalogue.texts) {
            CAPTURE(key);
            CHECK(holds(dialogue::keys::all, key));
        }
        for (const auto& [key, list] : catalogue.lists) {
            CAPTURE(key);
            CHECK(holds(dialogue::words::all, key));
        }
    }
}

TEST_CASE("the catalogues have the same placeholders") {
    CHECK(catalogues().size() == 7);
    for (const auto& [language, catalogue] : catalogues()) {
        CAPTURE(language);
        CHECK(config::differences(catalogues().at("en"), catalogue).empty());
    }
}

namespace {

/// A script that the GSM alphabet lacks halves what a segment holds, so its texts may take two.
bool has_own_script(const Language& language) {
    return language == "am" || language == "hi";
}

}  // namespace

TEST_CASE("every text is one segment of the GSM alphabet with the longest values in it") {
    for (const auto& [language, catalogue] : catalogues()) {
        const bool own_script = has_own_script(language);
        for (const std::string_view key : dialogue::keys::all) {
            const std::string text = longest(language, key);
            CAPTURE(language);
            CAPTURE(key);
            CAPTURE(text);
            const auto length = protocols::measure_sms(text);
            if (!own_script) CHECK(length.encoding == protocols::SmsEncoding::gsm7);
            CHECK(length.segments <= (own_script ? 2 : 1));
            CHECK(text.find('{') == std::string::npos);
        }
    }
}

TEST_CASE("for a phone without the script every text is one segment of the GSM alphabet too") {
    for (const std::string language : {"am", "hi"}) {
        for (const std::string_view key : dialogue::keys::all) {
            const std::string text = dialogue::in_latin_script(longest(language, key));
            CAPTURE(language);
            CAPTURE(key);
            CAPTURE(text);
            const auto length = protocols::measure_sms(text);
            CHECK(length.encoding == protocols::SmsEncoding::gsm7);
            CHECK(length.segments <= 2);
        }
    }
}

TEST_CASE("a worker without the script on her phone can write every command") {
    for (const auto& [language, catalogue] : catalogues()) {
        for (const std::string_view key :
             {dialogue::words::stop, dialogue::words::start, dialogue::words::help,
              dialogue::words::join, dialogue::words::next, dialogue::words::balance,
              dialogue::words::why, dialogue::words::pay, dialogue::words::skip,
              dialogue::words::hours, dialogue::words::not_today, dialogue::words::forget_me,
              dialogue::words::yes, dialogue::words::no, dialogue::words::language_names}) {
            CAPTURE(language);
            CAPTURE(key);
            const auto& words = *catalogue.list(key);
            CHECK(std::any_of(words.begin(), words.end(), [](const std::string& word) {
                return std::all_of(word.begin(), word.end(), [](char letter) {
                    return static_cast<unsigned char>(letter) < 0x80;
                });
            }));
        }
    }
}

TEST_CASE("no word is a firm command in one language and a plain answer in another") {
    for (const auto& [language, catalogue] : catalogues()) {
        for (const std::string_view key : {dialogue::words::yes, dialogue::words::no}) {
            for (const std::string& word : *catalogue.list(key)) {
                CAPTURE(word);
                const auto heard = shipped_phrases().vocabulary().hear(dialogue::plain_words(word));
                CHECK((heard.command == dialogue::Command::none ||
                       heard.firmness == dialogue::Firmness::yielding));
            }
        }
    }
}

TEST_CASE("news leave room for a screen beneath them") {
    // A quarter of a page: see render_ussd.cpp.
    constexpr std::size_t room = 40;
    for (const auto& [language, catalogue] : catalogues()) {
        for (const std::string_view key :
             {dialogue::keys::pay_credited, dialogue::keys::payout_ordered, dialogue::keys::unclear,
              dialogue::keys::question_closed, dialogue::keys::question_skipped,
              dialogue::keys::question_given_up, dialogue::keys::question_none_open,
              dialogue::keys::correction_done, dialogue::keys::correction_kept,
              dialogue::keys::correction_closed, dialogue::keys::correction_none,
              dialogue::keys::welcome, dialogue::keys::rest_today, dialogue::keys::forget_kept,
              dialogue::keys::forget_pay_first, dialogue::keys::long_silence,
              dialogue::keys::start_done, dialogue::keys::language_set}) {
            CAPTURE(longest(language, key));
            CHECK(protocols::measure_ussd(longest(language, key)).units < room);
        }
    }
}

TEST_CASE("the screens that everybody sees are within their pages in every language") {
    for (const auto& [language, catalogue] : catalogues()) {
        CAPTURE(language);
        // A page holds 70 characters of a script that the GSM alphabet lacks.
        const int pages_max = has_own_script(language) ? 3 : 0;
        ToyWorld world;
        world.market.languages = {language};
        world.add(sample_campaign(QuestionType::choice), 5);
        const auto check_page = [&] {
            const Worker& worker = world.worker(0);
            CHECK(worker.ussd.page <= (pages_max > 0 ? 1 : 0));
            if (worker.ussd.page == 0) return;
            int pages = 1;
            while (world.worker(0).ussd.reply.find("98") != std::string::npos && pages < 9) {
                world.press(0, "98");
                ++pages;
            }
            CHECK(pages <= pages_max);
        };
        world.dial(0);
        check_page();
        world.press(0, "1");
        check_page();
        world.press(0, "1990");
        check_page();
        world.worker(0).available_micro = 99'999'500'000;
        world.worker(0).payout_open = true;
        world.press(0, "00");
        check_page();
        for (const char* item : {"2", "3", "4", "5"}) {
            world.press(0, "00");
            world.press(0, item);
            check_page();
        }
    }
}

}  // namespace kazi::taskflow
