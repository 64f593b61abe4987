// SPDX-License-Identifier: Apache-2.0
#include "taskflow/turn.hpp"

#include <algorithm>

#include "taskflow/dialogue/latin_script.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "taskflow/tasks/leases.hpp"
#include "taskflow/tasks/pack_correcting.hpp"
#include "taskflow/tasks/packing.hpp"
#include "taskflow/training/teaching.hpp"

namespace kazi::taskflow {

namespace {

bool is_loaded(const std::optional<Asked>& asked, ItemRef item) {
    return asked && asked->what.ref == item && asked->what.campaign != nullptr;
}

void take_question(Turn& turn) {
    if (!turn.worker.question) return;
    const Asked* asked = find_asked(turn, turn.worker.question->item);
    if (asked == nullptr || asked->what.campaign == nullptr || asked->what.item == nullptr)
        return let_go_unknown(turn);
    begin_asking(turn, asked->what);
    take_pack(turn);
}

void take_last_answer(Turn& turn) {
    const auto& last = turn.worker.last_answer;
    if (!last) return;
    if (is_loaded(turn.context.answered, last->item)) turn.answered = turn.context.answered->what;
    forget_what_is_over(turn);
}

}  // namespace

Turn begin_turn(const Worker& before, const Event& event, const Context& context) {
    Turn turn{.worker = before,
              .effects = {},
              .id = event.worker,
              .at = event.at,
              .context = context,
              .channel = Channel::sms,
              .asking = std::nullopt,
              .answered = std::nullopt,
              .notes = {},
              .lesson = nullptr,
              .item_beneath = nullptr,
              .number = event.number};
    take_question(turn);
    take_last_answer(turn);
    forget_old_pack_answers(turn);
    return turn;
}

const Asked* find_asked(const Turn& turn, ItemRef item) {
    const auto& asked = turn.context.asked;
    if (asked && asked->what.ref == item) return &*asked;
    const auto& beside = turn.context.beside;
    const auto found = std::ranges::find_if(
        beside, [&](const AskedBeside& each) { return each.asked.what.ref == item; });
    return found == beside.end() ? nullptr : &found->asked;
}

int openings_of(const Turn& turn, ItemRef item) {
    const auto& asked = turn.context.asked;
    if (asked && asked->what.ref == item) return turn.context.asked_openings;
    for (const AskedBeside& each : turn.context.beside) {
        if (each.asked.what.ref == item) return each.openings;
    }
    return 0;
}

const Language& language_of(const Turn& turn) {
    return turn.worker.language.empty() ? turn.context.market.languages.front()
                                        : turn.worker.language;
}

bool reads_latin(const Turn& turn) {
    return turn.worker.profile.latin && dialogue::has_latin_spelling(language_of(turn));
}

std::string readable(const Turn& turn, std::string text) {
    return reads_latin(turn) ? dialogue::in_latin_script(text) : std::move(text);
}

std::string say(const Turn& turn, std::string_view key, dialogue::Values values) {
    return readable(turn, turn.context.phrases.say(language_of(turn), key, values));
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

std::chrono::sys_days local_day(const Turn& turn) {
    return std::chrono::sys_days(std::chrono::days(turn.context.local.day_number));
}

std::chrono::sys_days local_day_of(const Turn& turn, Instant earlier) {
    const LocalTime& local = turn.context.local;
    const Instant since_midnight = (local.hour * 60 + local.minute) * minute_us;
    const Instant before_today = std::max<Instant>(turn.at - earlier - since_midnight, 0);
    return local_day(turn) - std::chrono::days((before_today + day_us - 1) / day_us);
}

TieChanges& tie_changes(Turn& turn) {
    auto& changes = turn.effects.ties;
    return changes ? *changes : changes.emplace();
}

}  // namespace kazi::taskflow
