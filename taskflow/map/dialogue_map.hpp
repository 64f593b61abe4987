// SPDX-License-Identifier: Apache-2.0
// The dialogue's states and what leads from one to another, found by playing it: every state is
// given every key and every word, from the first contact on. So the map can't differ from the code.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "taskflow/dialogue/phrasebook.hpp"
#include "taskflow/worker.hpp"

namespace kazi::taskflow::map {

/// "birth_year". Over USSD a state is the screen that she looks at.
[[nodiscard]] std::string_view place_name(Place place);

/// What was typed, by where it led: from, to.
using Ways = std::map<std::pair<std::string, std::string>, std::set<std::string>>;

/// How many keys each page is given.
inline constexpr std::size_t keys_tried = 13;

/// The shortest way to a screen, from the screen before it; one without a word typed, if there is.
struct FirstWay {
    std::string from;  ///< "dial" when a session begins with it
    std::string typed;
    bool is_word = false;
};

struct DialogueMap {
    Ways keys;                                   ///< USSD: from screen to screen, by key
    Ways words;                                  ///< SMS: from standing to standing, by word
    std::map<std::string, FirstWay> first_ways;  ///< by screen: how it was first come to
    std::set<std::string> screens;               ///< every screen that was reached over USSD
    std::set<std::string> standings;             ///< every standing that was reached by SMS
    std::set<std::string> endings;               ///< screens that end a session
    std::set<std::string> silences;  ///< "state: word" that got no answer though one was due
    std::set<std::string> overlong;  ///< "state: word" answered beyond the limits of the channel
    std::size_t states = 0;          ///< different states that were tried
    bool complete = true;            ///< false: there were too many to try them all
};

/// Plays the dialogue in one language.
[[nodiscard]] DialogueMap explore_dialogue(const dialogue::Phrasebook& phrases,
                                           const Language& language);

}  // namespace kazi::taskflow::map
