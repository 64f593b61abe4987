// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace kazi::taskflow::dialogue {

/// Under what is there already; an empty line is left out.
inline void append_line(std::string& text, const std::string& line) {
    if (line.empty()) return;
    if (!text.empty()) text += '\n';
    text += line;
}

}  // namespace kazi::taskflow::dialogue
