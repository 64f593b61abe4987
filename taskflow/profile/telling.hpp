// SPDX-License-Identifier: Apache-2.0
// Questions about herself: one at a time between tasks, each paid, none twice. What she would
// rather not say is not asked again either.
#pragma once

#include <string>

#include "taskflow/question/understanding.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// True when a question about herself was put to her and she has not answered it.
[[nodiscard]] bool is_asked_about_her(const Turn& turn);

/// Puts the next question of the market to her when it is time for one. False: it is not.
[[nodiscard]] bool ask_about_her(Turn& turn);

/// What she typed, read as an answer to it. Needs: asked.
[[nodiscard]] question::Understanding understood_about_her(const Turn& turn,
                                                           std::string_view typed);

/// The question as campaigns ask theirs, for whoever tells commands from answers. Needs: asked.
[[nodiscard]] Question question_about_her(const Turn& turn);

/// Keeps the answer, or that there is none, pays, and goes on. Needs: asked.
[[nodiscard]] Place tell_about_her(Turn& turn, const question::Understanding& understanding);

/// The question as a screen. Needs: asked.
[[nodiscard]] dialogue::Screen profile_screen(const Turn& turn);

/// What she told, in her language: "Bicycle, Maize"; empty: nothing.
[[nodiscard]] std::string told_so_far(const Turn& turn);

}  // namespace kazi::taskflow
