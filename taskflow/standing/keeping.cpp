// SPDX-License-Identifier: Apache-2.0
#include "taskflow/standing/keeping.hpp"

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/standing/badges.hpp"
#include "taskflow/standing/level.hpp"

namespace kazi::taskflow {

namespace {

/// A badge is kept even where its campaign is over; more than she can hold are not given.
void win_badge_if_due(Turn& turn, const BadgeRule& rule) {
    WorkerStanding& standing = turn.worker.standing;
    const BadgeTrial& trial = standing.trial;
    if (trial.seen < rule.answers || trial.right < rule.right) return;
    if (give_badge(standing, rule.badge))
        note(turn, dialogue::keys::badge_won, {{"badge", rule.badge}});
}

/// 0 where levels make no difference to the pay.
std::uint8_t level_today(const Turn& turn, const Campaign& campaign) {
    if (campaign.standing.pays.empty()) return 0;
    const Level level = level_in(turn.worker.standing, turn.context.counts, campaign.family(),
                                 turn.context.local.day_number);
    return static_cast<std::uint8_t>(level.level);
}

}  // namespace

void note_terms_of_answer(Turn& turn, const Assignable& what) {
    WorkerStanding& standing = turn.worker.standing;
    const Campaign& campaign = *what.campaign;
    standing.asked_check = what.check;
    standing.asked_level = level_today(turn, campaign);
    standing.asked_bonus_micro = bonus_promised(turn.worker, what);
}

AnswerPrice price_of_answer(const Turn& turn) {
    return turn.asking->campaign->price_at(turn.worker.standing.asked_level);
}

billing::Money pay_for_her(const Turn& turn, const Campaign& campaign) {
    return campaign.price_at(level_today(turn, campaign)).pay;
}

billing::Money bonus_of_answer(const Turn& turn) {
    return market_money(turn, turn.worker.standing.asked_bonus_micro);
}

std::string pay_in_words(const Turn& turn) {
    const std::string pay = billing::format_money(price_of_answer(turn).pay);
    const billing::Money bonus = bonus_of_answer(turn);
    if (bonus.micro == 0) return pay;
    return say(turn, dialogue::keys::pay_with_bonus,
               {{"pay", pay}, {"bonus", billing::format_money(bonus)}});
}

std::string pay_with_promise(const Turn& turn) {
    const std::string pay = pay_in_words(turn);
    const Campaign& campaign = *turn.asking->campaign;
    if (!begins_row(turn.worker, campaign)) return pay;
    const billing::Money bonus{campaign.bonus.streak_micro, campaign.pay.currency};
    return say(turn, dialogue::keys::pay_with_row,
               {{"pay", pay},
                {"count", std::to_string(campaign.bonus.streak_answers)},
                {"bonus", billing::format_money(bonus)}});
}

std::optional<std::uint16_t> truth_of(const Assignable& what) {
    const GoldTerms& terms = what.campaign->gold;
    if (gold_place(terms, what.ref.index)) return gold_label(terms, what.ref.index);
    return what.item->gold;
}

void count_gold(Turn& turn, const Campaign& campaign, bool right) {
    WorkerStanding& standing = turn.worker.standing;
    ++standing.gold_seen;
    standing.gold_right += right ? 1 : 0;
    const BadgeRule& rule = campaign.standing.gives;
    if (rule.badge.empty()) return;
    BadgeTrial& trial = standing.trial;
    if (trial.campaign != campaign.number) trial = {.campaign = campaign.number};
    ++trial.seen;
    trial.right = static_cast<std::uint16_t>(trial.right + (right ? 1 : 0));
    win_badge_if_due(turn, rule);
}

void recount_gold(Turn& turn, bool was_right, bool is_right) {
    WorkerStanding& standing = turn.worker.standing;
    if (was_right == is_right) return;
    standing.gold_right += is_right ? 1U : 0U;
    if (was_right && standing.gold_right > 0) --standing.gold_right;
}

}  // namespace kazi::taskflow
