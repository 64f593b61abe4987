// SPDX-License-Identifier: Apache-2.0
// What a turn does about a worker's standing: the pay of her level, gold, badges.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// She is about to be asked this: keeps for which level its pay is announced, the bonus, and
/// whether it is a check. Both hold whatever becomes of her level or the item meanwhile.
void note_terms_of_answer(Turn& turn, const Assignable& what);

/// What an answer to her open question costs.
[[nodiscard]] AnswerPrice price_of_answer(const Turn& turn);

/// What was promised beside that; 0: nothing.
[[nodiscard]] billing::Money bonus_of_answer(const Turn& turn);

/// Both, as she is told before she answers.
[[nodiscard]] std::string pay_in_words(const Turn& turn);

/// The same, and where a row of answers begins what its last one will earn.
[[nodiscard]] std::string pay_with_promise(const Turn& turn);

/// What an answer to this would be paid her, at the level that she has today.
[[nodiscard]] billing::Money pay_for_her(const Turn& turn, const Campaign& campaign);

/// The label that this item is known to have; nothing: it is no gold, or not any more.
[[nodiscard]] std::optional<std::uint16_t> truth_of(const Assignable& what);

/// She answered gold so: it counts for her, and may win her a badge.
void count_gold(Turn& turn, const Campaign& campaign, bool right);

/// She corrected an answer to gold.
void recount_gold(Turn& turn, bool was_right, bool is_right);

}  // namespace kazi::taskflow
