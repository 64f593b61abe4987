// SPDX-License-Identifier: Apache-2.0
// Golden conversations: a text file that is played, and comes back as it should read.
#pragma once

#include <string>

namespace kazi::taskflow {

/// Plays every `@` (setting) and `>` (event) line of a script and returns the script with what
/// happened beneath each: `<` lines are the reply (`<+` a USSD page that goes on, `<.` one that
/// ends), `=` lines the other effects. Comments and blank lines stay.
std::string play_script(const std::string& script);

}  // namespace kazi::taskflow
