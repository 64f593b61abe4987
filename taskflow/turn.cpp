// SPDX-License-Identifier: Apache-2.0
#include "taskflow/turn.hpp"

#include "taskflow/leases.hpp"

namespace kazi::taskflow {

Turn begin_turn(const Worker& before, const Event& event, const Context& context) {
    Turn turn{.worker = before,
              .effects = {},
              .id = event.worker,
              .at = event.at,
              .context = context,
              .channel = Channel::sms,
              .asking = std::nullopt,
              .notes = {}};
    if (!before.question) return turn;
    const bool loaded = context.asked && context.asked->what.ref == before.question->item &&
                        context.asked->what.campaign != nullptr &&
                        context.asked->what.item != nullptr;
    if (loaded) {
        turn.asking = context.asked->what;
    } else {
        let_go_unknown(turn);
    }
    return turn;
}

const Language& language_of(const Turn& turn) {
    return turn.worker.language.empty() ? turn.context.market.languages.front()
                                        : turn.worker.language;
}

std::string say(const Turn& turn, std::string_view key, dialogue::Values values) {
    return turn.context.phrases.say(language_of(turn), key, values);
}

void note(Turn& turn, std::string_view key, dialogue::Values values) {
    turn.notes.push_back(say(turn, key, values));
}

billing::Money market_money(const Turn& turn, std::int64_t micro) {
    return {micro, turn.context.market.currency};
}

std::string money_text(const Turn& turn, std::int64_t micro) {
    return billing::format_money(market_money(turn, micro));
}

bool in_quiet_hours(const Turn& turn) {
    const int from = turn.context.market.quiet_from_hour;
    const int until = turn.context.market.quiet_until_hour;
    const int hour = turn.context.local.hour;
    if (from == until) return false;
    return from < until ? hour >= from && hour < until : hour >= from || hour < until;
}

}  // namespace kazi::taskflow
