// SPDX-License-Identifier: Apache-2.0
// What a worker is shown, before any channel has made it fit.
#pragma once

#include <string>
#include <vector>

namespace kazi::taskflow::dialogue {

/// "1 Yes": what to press, and what it means. Never cut in two.
struct Choice {
    std::string key;
    std::string label;
};

struct Screen {
    std::string body;
    std::vector<Choice> choices;
    std::string sms_footer;  ///< SMS only; the first to go when the message gets too long
    bool ends = false;       ///< USSD: the session is over once all of it was shown
    bool back = false;       ///< USSD: 0 leads to the screen before
    bool home = false;       ///< USSD: 00 leads to the menu
};

/// Short news that go above the screen they are shown with, most important first.
using Notes = std::vector<std::string>;

}  // namespace kazi::taskflow::dialogue
