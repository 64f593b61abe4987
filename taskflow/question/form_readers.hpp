// SPDX-License-Identifier: Apache-2.0
// One reader for each kind of form; `understand` picks. Inside the question room only.
#pragma once

#include <cstdint>
#include <optional>

#include "taskflow/question/tokens.hpp"
#include "taskflow/question/understanding.hpp"

namespace kazi::taskflow::question {

/// What every reader sees.
struct Heard {
    const Form& form;
    const Language& language;
    std::string_view typed;
    const Tokens& tokens;  ///< without courtesies
};

[[nodiscard]] Understanding understand_choice(const Heard& heard);
[[nodiscard]] Understanding understand_yes_no(const Heard& heard);
[[nodiscard]] Understanding understand_number(const Heard& heard);
[[nodiscard]] Understanding understand_price(const Heard& heard);
[[nodiscard]] Understanding understand_rating(const Heard& heard);
[[nodiscard]] Understanding understand_multiple(const Heard& heard);
[[nodiscard]] Understanding understand_ranking(const Heard& heard);
[[nodiscard]] Understanding understand_date(const Heard& heard);
[[nodiscard]] Understanding understand_wording(const Heard& heard);
[[nodiscard]] Understanding understand_verification(const Heard& heard);
[[nodiscard]] Understanding understand_stock(const Heard& heard);
[[nodiscard]] Understanding understand_place(const Heard& heard);

/// The one option in another script whose name was spelled in Latin letters: "nadi" for नदी.
[[nodiscard]] std::optional<std::uint16_t> by_latin_letters(const Heard& heard);

[[nodiscard]] inline Understanding answered(Value value, int sure_pct) {
    return {Outcome::answer, std::move(value), sure_pct};
}

inline constexpr int sure_as_shown = 99;
inline constexpr int sure_in_words = 95;
inline constexpr int sure_enough = 85;  ///< a slip forgiven, a sentence taken apart

/// Whether anything said makes the rest uncertain: "maybe", "but".
[[nodiscard]] bool hesitates(const Heard& heard);

}  // namespace kazi::taskflow::question
