// SPDX-License-Identifier: Apache-2.0
// Names on the wire are ASCII, and providers disagree with themselves about their case.
#pragma once

#include <string>

namespace kazi::billing {

/// A to Z in lower case; every other byte as it is, whatever the locale.
[[nodiscard]] constexpr char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

[[nodiscard]] inline std::string lower(std::string text) {
    for (char& letter : text)
        letter = lower(letter);
    return text;
}

}  // namespace kazi::billing
