// SPDX-License-Identifier: Apache-2.0
// Several short questions in one SMS: how many, which, and the order in which they are open.
//
// One of them is her open question, as if it stood alone; the others wait beneath it with leases of
// their own. So over USSD they are asked one by one, and whatever ends a question ends a pack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "taskflow/standing/level.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// How many questions one SMS may ask of a worker: one while she is new, doubling with each reply
/// that was understood at once, up to what her share of right answers allows. At least 1.
[[nodiscard]] std::size_t pack_size(std::uint8_t ease, const Level& known);

/// The ease after a reply that was understood at once.
[[nodiscard]] std::uint8_t next_ease(std::uint8_t ease);

/// Learns from a reply by SMS whether she gets along: `clear` when all of it was understood.
void learn_ease(Turn& turn, bool clear);

/// True where each answer is a number from one short list that all items share, and nothing about
/// the campaign asks for a message of its own.
[[nodiscard]] bool may_be_packed(const Campaign& campaign);

/// True when her open question is shown together with others: more than one is open, by SMS.
[[nodiscard]] bool is_packed(const Turn& turn);

using ScreenOf = dialogue::Screen (*)(const Turn&);

/// Puts as many of the context's further items beside the question that was just opened as make a
/// message of that screen cheapest for each answer. By SMS only; each takes a lease of its own.
void pack_beside(Turn& turn, ScreenOf shown);

/// The letters of what is open, in their order: "ABD".
[[nodiscard]] std::string open_letters(const Turn& turn);

/// What is open, by letter. Lives as long as the turn is not changed.
[[nodiscard]] std::vector<const Assignable*> open_items(const Turn& turn);

/// Makes the one with this letter the open question. Needs: it is open.
void bring_forward(Turn& turn, char letter);

/// The open question is gone: the first of those beneath takes its place. Needs: there is one.
void bring_next_of_pack(Turn& turn);

/// Gives up those beneath the open question for which `unwanted` holds. They have no lease.
void drop_from_pack(Turn& turn, const std::function<bool(const Assignable&)>& unwanted);

/// At the start of a turn: what the record's pack is about. What can't be loaded is let go.
void take_pack(Turn& turn);

/// Nothing is open any more.
void forget_pack(Turn& turn);

}  // namespace kazi::taskflow
