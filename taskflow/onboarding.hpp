// SPDX-License-Identifier: Apache-2.0
// From stranger to first question: language, consent, year of birth. Three short turns.
#pragma once

#include <string_view>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// She wants in. `told` is the language that her word for it told, or empty. Asks for what is not
/// known yet. Needs: not active.
[[nodiscard]] Place join(Turn& turn, const Language& told);

/// Her language, where it was not known and a word of hers told it.
void learn_language(Turn& turn, const Language& told);

/// Keeps the code of the partner who brought her, when it is one and she never agreed before.
void take_partner_code(Turn& turn, std::string_view code);

/// True while she is being asked for language, consent or year of birth.
[[nodiscard]] bool is_joining(Stage stage);

/// Where the questions of her stage stand. Needs: `is_joining`.
[[nodiscard]] Place joining_place(Stage stage);

/// What she typed in answer to the question of her stage; nothing when it can't be understood.
/// `typed` is kept as the raw reply of a consent. Needs: `is_joining`.
[[nodiscard]] std::optional<Place> answer_joining(Turn& turn, std::string_view typed);

/// Back to the question before, to change what was said. Needs: stage consent or birth_year.
[[nodiscard]] Place step_back(Turn& turn);

/// The language that she named by its number on the list or in its own words.
[[nodiscard]] std::optional<Language> named_language(const Turn& turn, std::string_view typed);

}  // namespace kazi::taskflow
