// SPDX-License-Identifier: Apache-2.0
// The texts and command words of one language, as values.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace kazi::taskflow::dialogue {

/// The texts and command words of one language, by key ("consent.ask", "words.stop").
struct Phrases {
    std::map<std::string, std::string, std::less<>> texts;
    std::map<std::string, std::vector<std::string>, std::less<>> words;
};

}  // namespace kazi::taskflow::dialogue
