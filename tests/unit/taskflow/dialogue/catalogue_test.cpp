// SPDX-License-Identifier: Apache-2.0
// The shipped texts: complete in every language, and short enough for the phones they go to.
#include <doctest/doctest.h>

#include <algorithm>

#include "config/catalogue.hpp"
#include "protocols/gsm_text.hpp"
#include "taskflow/dialogue/keys.hpp"
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
                                  {"minimum", "-1000000"},
                                  {"maximum", "10000000"},
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
    CHECK(catalogues().size() == 2);
    for (const auto& [language, catalogue] : catalogues()) {
        CAPTURE(language);
        CHECK(config::differences(catalogues().at("en"), catalogue).empty());
    }
}

TEST_CASE("every text is one segment of the GSM alphabet with the longest values in it") {
    for (const auto& [language, catalogue] : catalogues()) {
        for (const std::string_view key : dialogue::keys::all) {
            const std::string text = longest(language, key);
            CAPTURE(text);
            const auto length = protocols::measure_sms(text);
            CHECK(length.encoding == protocols::SmsEncoding::gsm7);
            CHECK(length.segments == 1);
            CHECK(text.find('{') == std::string::npos);
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
              dialogue::keys::welcome, dialogue::keys::start_done, dialogue::keys::language_set}) {
            CAPTURE(longest(language, key));
            CHECK(protocols::measure_ussd(longest(language, key)).units < room);
        }
    }
}

TEST_CASE("the screens that everybody sees are one page in every language") {
    for (const char* digit : {"1", "2"}) {
        ToyWorld world;
        world.add(sample_campaign(QuestionType::choice), 5);
        world.dial(0);
        CHECK(world.worker(0).ussd.page == 0);
        world.press(0, digit);
        CHECK(world.worker(0).ussd.page == 0);
        world.press(0, "1");
        CHECK(world.worker(0).ussd.page == 0);
        world.press(0, "1990");
        CHECK(world.worker(0).ussd.page == 0);
        world.worker(0).available_micro = 99'999'500'000;
        world.worker(0).payout_open = true;
        world.press(0, "00");
        CHECK(world.worker(0).ussd.page == 0);
        for (const char* item : {"2", "3", "4", "5"}) {
            world.press(0, item);
            CHECK(world.worker(0).ussd.page == 0);
            world.press(0, "0");
        }
    }
}

}  // namespace kazi::taskflow
