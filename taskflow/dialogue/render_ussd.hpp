// SPDX-License-Identifier: Apache-2.0
// A screen as USSD pages. A page that is too long is cut off, or ends the session, silently.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "taskflow/dialogue/screen.hpp"

namespace kazi::taskflow::dialogue {

/// "98 More", "0 Back", "00 Home", in her language.
struct NavigationTexts {
    std::string more;
    std::string back;
    std::string home;
};

/// The page before a screen's first one, with nothing but news on it.
inline constexpr std::uint8_t news_page = 255;

struct UssdShown {
    std::string text;
    std::uint8_t page = 0;  ///< 0: all of it on one page; n: the n-th of several; or `news_page`
    bool more = true;       ///< the session goes on
    Notes left = {};        ///< news that no page had room for, to be told in another way
};

/// True when the page may be shown: at most `chars_max` septets, or as many UTF-16 units as take
/// the same room (70 for 160).
[[nodiscard]] bool fits_ussd(const std::string& text, int chars_max);

/// The screen with its news, on one page when it fits there, otherwise its first page. News that
/// leave no room for the first page get `news_page` to themselves, and the screen comes after it,
/// from its beginning.
[[nodiscard]] UssdShown show_ussd(const Screen& screen, const Notes& notes,
                                  const NavigationTexts& navigation, int chars_max);

/// The n-th (from 1) of the several pages of a screen that did not fit on one. The split does not
/// depend on the news, so that "more" goes on exactly where the page before ended.
/// A page past the end is the last one.
[[nodiscard]] UssdShown show_ussd_page(const Screen& screen, const NavigationTexts& navigation,
                                       int chars_max, std::uint8_t page);

/// How many pages the screen has when it is split.
[[nodiscard]] std::uint8_t count_ussd_pages(const Screen& screen, const NavigationTexts& navigation,
                                            int chars_max);

}  // namespace kazi::taskflow::dialogue
