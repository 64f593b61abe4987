// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "protocols/gsm_text.hpp"
#include "taskflow/dialogue/render_sms.hpp"
#include "taskflow/dialogue/render_ussd.hpp"

namespace kazi::taskflow::dialogue {

namespace {

const NavigationTexts navigation{"98 More", "0 Back", "00 Home"};

Screen long_screen() {
    Screen screen;
    for (int word = 0; word < 60; ++word)
        screen.body += "word" + std::to_string(word) + ' ';
    screen.choices = {{"1", "The first of the choices"}, {"2", "Another choice"}};
    screen.home = true;
    return screen;
}

std::vector<std::string> all_pages(const Screen& screen, int chars_max) {
    std::vector<std::string> pages;
    const int count = count_ussd_pages(screen, navigation, chars_max);
    for (int page = 1; page <= count; ++page) {
        pages.push_back(
            show_ussd_page(screen, navigation, chars_max, static_cast<std::uint8_t>(page)).text);
    }
    return pages;
}

std::size_t count_of(const std::vector<std::string>& pages, const std::string& part) {
    return static_cast<std::size_t>(std::count_if(
        pages.begin(), pages.end(),
        [&](const std::string& page) { return page.find(part) != std::string::npos; }));
}

}  // namespace

TEST_CASE("a screen that fits is one page, with its ways out") {
    Screen screen;
    screen.body = "You have KES 2.00.";
    screen.back = screen.home = true;
    const UssdShown shown = show_ussd(screen, {"+KES 2.00."}, navigation, 160);
    CHECK(shown.text == "+KES 2.00.\nYou have KES 2.00.\n0 Back\n00 Home");
    CHECK(shown.page == 0);
    CHECK(shown.more);
}

TEST_CASE("a long screen: nothing is lost, doubled or cut") {
    const Screen screen = long_screen();
    const auto pages = all_pages(screen, 160);
    REQUIRE(pages.size() > 2);
    for (int word = 0; word < 60; ++word) {
        const std::string text = "word" + std::to_string(word);
        const std::size_t whole = count_of(pages, text + ' ') + count_of(pages, text + '\n');
        CAPTURE(text);
        CHECK(whole == 1);
    }
    CHECK(count_of(pages, "1 The first of the choices\n") == 1);
    CHECK(count_of(pages, "2 Another choice\n") == 1);
    CHECK(count_of(pages, "98 More") == pages.size() - 1);
    CHECK(count_of(pages, "00 Home") == pages.size());
}

TEST_CASE("news go above the first page and do not move what follows") {
    const Screen screen = long_screen();
    const UssdShown first = show_ussd(screen, {"+KES 2.00."}, navigation, 160);
    CHECK(first.page == 1);
    CHECK(first.text == "+KES 2.00.\n" + all_pages(screen, 160).front());
}

TEST_CASE("news that find no room beside the screen have a page before it") {
    const Screen screen = long_screen();
    const Notes notes{"+KES 2.00.", std::string(100, 'x')};
    const UssdShown first = show_ussd(screen, notes, navigation, 160);
    CHECK(first.page == news_page);
    CHECK(first.more);
    CHECK(first.text == "+KES 2.00. " + notes[1] + "\n98 More\n00 Home");
    CHECK(first.left.empty());
}

TEST_CASE("property: every piece of news is on the page, or left to be told in another way") {
    CHECK(rc::check([] {
        Screen screen;
        screen.body = std::string(*rc::gen::inRange<std::size_t>(1, 400), 'q');
        screen.ends = *rc::gen::arbitrary<bool>();
        screen.home = *rc::gen::arbitrary<bool>();
        Notes notes;
        for (int at = *rc::gen::inRange(0, 6); at > 0; --at) {
            const auto length = *rc::gen::inRange<std::size_t>(1, 200);
            notes.push_back('<' + std::to_string(at) + std::string(length, 'n') + '>');
        }
        const int chars_max = *rc::gen::inRange(60, 183);
        const UssdShown shown = show_ussd(screen, notes, navigation, chars_max);
        RC_ASSERT(fits_ussd(shown.text, chars_max));
        for (const std::string& note : notes) {
            const bool here = shown.text.find(note) != std::string::npos;
            const bool left = std::ranges::find(shown.left, note) != shown.left.end();
            RC_ASSERT(here != left);
        }
        RC_ASSERT(shown.page != news_page || (shown.more && !notes.empty()));
    }));
}

TEST_CASE("one character outside the GSM alphabet shrinks a page to 70") {
    Screen screen;
    screen.body = std::string(100, 'a') + " \u12a0";
    CHECK(show_ussd(screen, {}, navigation, 160).page == 1);
    for (const std::string& page : all_pages(screen, 160))
        CHECK(fits_ussd(page, 160));
    CHECK(fits_ussd(std::string(160, 'a'), 160));
    CHECK_FALSE(fits_ussd(std::string(161, 'a'), 160));
}

TEST_CASE("a screen that ends only ends with its last page") {
    Screen screen = long_screen();
    screen.ends = true;
    const std::uint8_t count = count_ussd_pages(screen, navigation, 160);
    CHECK(show_ussd(screen, {}, navigation, 160).more);
    CHECK_FALSE(show_ussd_page(screen, navigation, 160, count).more);
}

TEST_CASE("property: pages fit, and hold every piece of the screen in order") {
    CHECK(rc::check([] {
        Screen screen;
        const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::nonEmpty(
            rc::gen::container<std::string>(rc::gen::element('a', 'b', 'z', '1', '[', '.'))));
        for (const std::string& word : words)
            screen.body += word + ' ';
        if (*rc::gen::arbitrary<bool>()) screen.body += "\u12a0\u1290";
        screen.choices = {{"1", "One"}, {"2", "Two"}};
        screen.home = *rc::gen::arbitrary<bool>();
        screen.back = *rc::gen::arbitrary<bool>();
        const int chars_max = *rc::gen::inRange(60, 183);
        std::string shown;
        for (const std::string& page : all_pages(screen, chars_max)) {
            RC_ASSERT(fits_ussd(page, chars_max));
            shown += page.substr(0, page.find("\n98 More"));
        }
        const auto squeezed = [](std::string text) {
            std::erase_if(text, [](char letter) { return letter == ' ' || letter == '\n'; });
            return text;
        };
        RC_ASSERT(squeezed(shown).starts_with(squeezed(screen.body + "1 One2 Two")));
    }));
}

TEST_CASE("an SMS that gets too long loses its footer first, then its news") {
    Screen screen;
    screen.body = std::string(120, 'q');
    screen.choices = {{"1", "Yes"}};
    screen.sms_footer = "STOP ends these messages.";
    const Notes notes{"+KES 2.00.", "KES 5.00 airtime is coming to you."};
    CHECK(render_sms(screen, {}, 1).text.ends_with("messages."));
    CHECK(render_sms(screen, notes, 2).segments == 2);
    const SmsText one = render_sms(screen, notes, 1);
    CHECK(one.text == "+KES 2.00.\n" + screen.body + "\n1 Yes");
    CHECK(one.segments == 1);
    screen.body = std::string(200, 'q');
    CHECK(render_sms(screen, notes, 1).text == screen.body + "\n1 Yes");
    CHECK(render_sms(screen, notes, 1).segments == 2);
}

}  // namespace kazi::taskflow::dialogue
