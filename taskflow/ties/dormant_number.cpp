// SPDX-License-Identifier: Apache-2.0
#include "taskflow/ties/dormant_number.hpp"

#include <algorithm>
#include <utility>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/news/telling_later.hpp"

namespace kazi::taskflow {

bool came_from_dormant_number(const Worker& worker, const Event& event, const Context& context) {
    const int longest = context.market.care.dormant_days;
    if (longest == 0 || !event.number) return false;
    const auto& numbers = worker.ties.numbers;
    const auto number = std::ranges::find(numbers, *event.number, &OtherNumber::id);
    if (number == numbers.end() || number->heard_day == 0) return false;
    return int{context.local.day_number} - int{number->heard_day} > longest;
}

Step let_number_go(const Worker& before, const Event& event, const Context& context) {
    Turn turn = begin_turn(before, event, context);
    Ties& ties = turn.worker.ties;
    std::erase_if(ties.numbers, [&](const OtherNumber& each) { return each.id == *event.number; });
    if (ties.numbers.empty()) ties.own_heard_day = 0;
    tie_changes(turn).number_left = event.number;
    if (!turn.worker.opted_out) {
        keep_news(turn, say(turn, dialogue::keys::link_left));
        set_news_time(turn, Haste::at_once);
    }
    return {std::move(turn.worker), std::move(turn.effects)};
}

Worker number_let_go(const Worker& whose, const Worker& before) {
    Worker stranger;
    stranger.message_sequence = std::max(whose.message_sequence, before.message_sequence);
    stranger.payout_sequence = before.payout_sequence;
    return stranger;
}

void note_number_heard(Turn& turn) {
    Ties& ties = turn.worker.ties;
    const std::uint16_t today = turn.context.local.day_number;
    if (!turn.number && !ties.numbers.empty()) ties.own_heard_day = today;
    for (OtherNumber& each : ties.numbers) {
        if (turn.number == each.id) each.heard_day = today;
    }
}

int day_heard_before(const Turn& turn) {
    const Ties& ties = turn.worker.ties;
    const bool own = !turn.number && ties.own_heard_day != 0;
    return own ? ties.own_heard_day : turn.worker.protection.heard_day;
}

}  // namespace kazi::taskflow
