// SPDX-License-Identifier: Apache-2.0
#include "taskflow/ties/linking.hpp"

#include <algorithm>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/messages.hpp"
#include "taskflow/onboarding.hpp"
#include "taskflow/pay/accounts.hpp"
#include "taskflow/pay/wallet.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "taskflow/tasks/leases.hpp"
#include "taskflow/ties/codes.hpp"

namespace kazi::taskflow {

namespace {

namespace keys = dialogue::keys;

constexpr Instant code_good_for_us = 30 * minute_us;
constexpr std::uint8_t tries_a_day_max = 3;

bool has_room(const Worker& worker) {
    return worker.ties.numbers.size() + 1 < numbers_max;
}

bool is_good(const Turn& turn, const std::string& code) {
    const Worker& worker = turn.worker;
    return !code.empty() && worker.ties.link_code == code && turn.at < worker.ties.link_until &&
           worker.stage == Stage::active && !worker.opted_out && !worker.protection.owner_unsure &&
           has_room(worker);
}

void count_try(Turn& turn) {
    Ties& ties = turn.worker.ties;
    const std::uint16_t today = turn.context.local.day_number;
    if (ties.link_day != today) ties.link_tries = 0;
    ties.link_day = today;
    if (ties.link_tries <= tries_a_day_max) ++ties.link_tries;
}

void take_history(Worker& worker, const CampaignHistory& other) {
    CampaignHistory& hers = worker.history(other.campaign);
    for (const SeenRange& range : other.seen) {
        for (std::uint32_t index = range.first; index < range.last; ++index)
            hers.mark_seen(index);
        hers.mark_seen(range.last);
    }
}

bool has_seen(const std::vector<CampaignHistory>& histories, std::uint32_t campaign,
              std::uint32_t index) {
    const auto at = std::ranges::find(histories, campaign, &CampaignHistory::campaign);
    return at != histories.end() && at->has_seen(index);
}

/// Under each name that the item has: in this campaign, in a step before it, where it is appealed.
bool has_been_asked(const std::vector<CampaignHistory>& histories, const Campaign& campaign,
                    std::uint32_t index) {
    const ChainTerms& chain = campaign.chain;
    const auto& judges = campaign.review.judges;
    return has_seen(histories, campaign.number, index) ||
           (chain.wanted() && has_seen(histories, chain.after, index)) ||
           std::ranges::any_of(
               chain.earlier,
               [&](std::uint32_t step) { return has_seen(histories, step, index); }) ||
           (judges && has_seen(histories, judges->item.campaign, judges->item.index));
}

/// What is open here and was asked there, too, goes to somebody else.
void let_go_of_what_was_asked_there(Turn& turn, const NumberJoined& joined) {
    const Worker& worker = turn.worker;
    if (!worker.question || !turn.asking) return;
    const auto asked_there = [&](std::uint32_t index) {
        return has_been_asked(joined.histories, *turn.asking->campaign, index);
    };
    if (asked_there(worker.question->item.index) ||
        std::ranges::any_of(worker.pack.rest, asked_there, &PackedItem::index))
        let_go(turn);
}

void take_record(Turn& turn, const NumberJoined& joined) {
    Worker& worker = turn.worker;
    for (const CampaignHistory& history : joined.histories)
        take_history(worker, history);
    for (const CampaignTraining& training : joined.training.campaigns)
        if (worker.training.find(training.campaign) == nullptr)
            worker.training.campaigns.push_back(training);
    worker.answers += joined.answers;
    worker.message_sequence = std::max(worker.message_sequence, joined.message_sequence);
    if (joined.available.micro == 0) return;
    billing::move(turn.effects.postings, wallet_of(joined.number), wallet_of(turn.id),
                  joined.available);
    worker.available_micro += joined.available.micro;
}

}  // namespace

Place offer_link(Turn& turn) {
    if (!has_room(turn.worker)) return Place::link;
    Ties& ties = turn.worker.ties;
    ties.link_code = link_code(turn.id, turn.at);
    ties.link_until = turn.at + code_good_for_us;
    tie_changes(turn).link_offered = ties.link_code;
    return Place::link;
}

dialogue::Screen link_screen(const Turn& turn) {
    if (!has_room(turn.worker))
        return reading(turn, say(turn, keys::link_full, {{"count", std::to_string(numbers_max)}}));
    return reading(turn, say(turn, keys::link_offer, {{"code", turn.worker.ties.link_code}}));
}

Place ask_link(Turn& turn, std::string_view typed) {
    stop_correcting(turn);
    let_go(turn);
    count_try(turn);
    const std::string code = as_link_code(typed);
    const bool asks = turn.worker.ties.link_tries <= tries_a_day_max && !code.empty() &&
                      may_become_another(turn.worker);
    if (asks) tie_changes(turn).link_asked = code;
    return Place::linking;
}

dialogue::Screen linking_screen(const Turn& turn) {
    if (turn.worker.ties.link_tries > tries_a_day_max) return end_screen(turn, keys::link_tries);
    if (!may_become_another(turn.worker)) return end_screen(turn, keys::link_busy);
    const auto& changes = turn.effects.ties;
    const bool asks = changes && !changes->link_asked.empty();
    return end_screen(turn, asks ? keys::link_asked : keys::link_refused);
}

bool may_become_another(const Worker& worker) {
    const bool may_work = worker.stage != Stage::frozen && worker.stage != Stage::too_young &&
                          worker.stage != Stage::confirming;
    const Protection& protection = worker.protection;
    return may_work && !worker.opted_out && !worker.payout_open && !worker.question &&
           worker.cases == Cases{} && !protection.owner_unsure && !protection.leaving &&
           worker.ties.numbers.empty() && !worker.ties.another_of;
}

Worker another_number_of(const WorkerId& worker, const Worker& before) {
    Worker number;
    number.language = before.language;
    number.message_sequence = before.message_sequence;
    number.payout_sequence = before.payout_sequence;
    number.ties.another_of = worker;
    return number;
}

void on_number_joined(Turn& turn, const NumberJoined& joined) {
    if (!is_good(turn, joined.code) || joined.number == turn.id) {
        turn.effects.duplicate = true;
        return;
    }
    Ties& ties = turn.worker.ties;
    ties.link_code.clear();
    ties.link_until = 0;
    if (ties.numbers.empty()) ties.own_heard_day = turn.worker.protection.heard_day;
    const bool counts_days = turn.context.market.care.dormant_days > 0;
    const std::uint16_t today = turn.context.local.day_number;
    ties.numbers.push_back(
        {.id = joined.number, .heard_day = counts_days ? today : std::uint16_t{0}});
    let_go_of_what_was_asked_there(turn, joined);
    take_record(turn, joined);
    const std::string balance = money_text(turn, turn.worker.available_micro);
    dialogue::Screen done;
    done.body = say(turn, keys::link_done, {{"balance", balance}});
    send_reply(turn, done, false);
}

void on_link_refused(Turn& turn) {
    dialogue::Screen refused;
    refused.body = say(turn, keys::link_refused);
    send_reply(turn, refused, false);
}

}  // namespace kazi::taskflow
