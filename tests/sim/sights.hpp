// SPDX-License-Identifier: Apache-2.0
// Rare things that must be met now and then: a simulation in which nothing happens keeps every
// promise.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kazi::sim {

enum class Sight : std::uint8_t {
    answer_without_lease,  ///< accepted although her lease had run out
    lease_ran_out,
    item_closed,
    answer_corrected,
    closed_by_correction,  ///< with an opening left, or leased to somebody
    campaign_answered,     ///< ended because every item was closed
    campaign_stopped,
    commit_overtaken,  ///< a guard refused, and the turn was walked again
    memory_held,       ///< a turn was decided on what was remembered, and committed
    memory_overtaken,  ///< it was not true any more, as a guard found
    event_repeated,    ///< known by what the record remembers
    turn_goes_on,      ///< a late turn's question, by SMS
    payout_overtaken,  ///< a payout had moved on before its worker was told
    payout_succeeded,
    payout_returned,
    payout_in_doubt,
    payout_held,
    payout_tried_again,
    notice_parked,
    notice_replayed,
    person_decided,
    several_answered,  ///< by one message
    answer_rejected,   ///< by the client, and she was told
    appeal_opened,     ///< judges are asked
    appeal_won,        ///< by one judge at least
    appeal_lost,
    appeal_without_judges,  ///< hers, since not enough came
    answer_bought_again,    ///< one that was refused for good
    chain_came_on,          ///< an item, to the next step
    chain_passed_by,        ///< an item, the next step
    chain_overtaken,        ///< another daemon took the results first
    chain_left_behind,      ///< a step ended without what a stop had left
    comparison_asked,       ///< which of an item's texts is better
    comparison_told,        ///< a choice became the item's result
    comparison_overtaken,   ///< another daemon told it first
    bonus_paid,             ///< beside an answer's pay
};
inline constexpr std::size_t sight_count = 36;
inline constexpr std::array<std::string_view, sight_count> sight_names{
    "answer_without_lease", "lease_ran_out",      "item_closed",           "answer_corrected",
    "closed_by_correction", "campaign_answered",  "campaign_stopped",      "commit_overtaken",
    "memory_held",          "memory_overtaken",   "event_repeated",        "turn_goes_on",
    "payout_overtaken",     "payout_succeeded",   "payout_returned",       "payout_in_doubt",
    "payout_held",          "payout_tried_again", "notice_parked",         "notice_replayed",
    "person_decided",       "several_answered",   "answer_rejected",       "appeal_opened",
    "appeal_won",           "appeal_lost",        "appeal_without_judges", "answer_bought_again",
    "chain_came_on",        "chain_passed_by",    "chain_overtaken",       "chain_left_behind",
    "comparison_asked",     "comparison_told",    "comparison_overtaken",  "bonus_paid"};

using SightCounts = std::array<std::uint64_t, sight_count>;

}  // namespace kazi::sim
