// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/asking.hpp"

#include <algorithm>

#include "taskflow/dialogue/keys.hpp"
#include "taskflow/pay/pay_talk.hpp"
#include "taskflow/profile/telling.hpp"
#include "taskflow/protection/protecting.hpp"
#include "taskflow/protection/rechecking.hpp"
#include "taskflow/review/reviewing.hpp"
#include "taskflow/screens.hpp"
#include "taskflow/standing/checks.hpp"
#include "taskflow/standing/keeping.hpp"
#include "taskflow/tasks/correcting.hpp"
#include "taskflow/tasks/leases.hpp"
#include "taskflow/tasks/packing.hpp"
#include "taskflow/training/teaching.hpp"
#include "taskflow/ussd/private_page.hpp"

namespace kazi::taskflow {

bool may_be_hers(const Turn& turn, const Assignable& what) {
    const Campaign& campaign = *what.campaign;
    if (campaign.state != CampaignState::running) return false;
    if (campaign.protection.sensitive && !may_ask_privately(turn)) return false;
    // The board may not know yet that the last place is free again.
    const bool has_place = what.has_lesson_place || gave_back_lesson_place(turn, what.ref.campaign);
    if (!may_be_taught(turn.worker, campaign, has_place)) return false;
    if (!campaign.targeting.fits(turn.worker.profile)) return false;
    const auto& languages = campaign.languages;
    if (std::find(languages.begin(), languages.end(), turn.worker.language) == languages.end()) {
        return false;
    }
    const CampaignHistory* history = turn.worker.find_history(what.ref.campaign);
    if (history == nullptr) return true;
    return campaign.is_once_each() ? history->seen.empty() : !history->has_seen(what.ref.index);
}

namespace {

/// Gold lies anywhere: her walk goes on where it stood.
void mark_seen(Turn& turn, const Assignable& what) {
    CampaignHistory& history = turn.worker.history(what.ref.campaign);
    const bool apart =
        what.campaign->gold.wanted && gold_place(what.campaign->gold, what.ref.index);
    const std::uint32_t cursor = apart ? history.cursor : what.ref.index + 1;
    history.mark_seen(what.ref.index);
    history.cursor = cursor;
}

}  // namespace

const Assignable* find_candidate(const Turn& turn, std::uint32_t campaign) {
    const auto& candidates = turn.context.candidates;
    const auto found =
        std::find_if(candidates.begin(), candidates.end(), [&](const Assignable& each) {
            return (campaign == 0 || each.ref.campaign == campaign) && may_be_hers(turn, each);
        });
    return found == candidates.end() ? nullptr : &*found;
}

void ask(Turn& turn, const Assignable& what) {
    stop_asking_wallet(turn);
    turn.worker.effort.campaign = 0;
    OpenQuestion question;
    question.item = what.ref;
    question.asked_at = turn.at;
    question.lease_until = lease_end(turn, *what.campaign);
    question.channel = turn.channel;
    turn.worker.question = question;
    note_terms_of_answer(turn, what);
    tell_terms(turn, what);
    take_lesson_place(turn, *what.campaign);
    begin_asking(turn, what);
    mark_seen(turn, what);
    change_openings(turn, opening_of(turn.worker, *what.campaign), -1);
    change_leases(turn, what.ref.campaign, +1);
}

void take_beside(Turn& turn, const Assignable& what) {
    mark_seen(turn, what);
    change_openings(turn, what.ref, -1);
    change_leases(turn, what.ref.campaign, +1);
}

bool still_wanted(const Turn& turn) {
    if (turn.worker.question->leased) return true;
    if (!turn.worker.standing.asked_check) return has_room(turn, *turn.asking);
    return turn.context.asked && turn.context.asked_openings > 0 &&
           turn.asking->campaign->state == CampaignState::running;
}

namespace {

/// True when something is still open that can be answered for pay; what can't is given up.
bool has_open_question(Turn& turn) {
    bool closed = false;
    while (turn.worker.question && !still_wanted(turn)) {
        closed = true;
        let_go_of_one(turn);
    }
    if (closed) note(turn, dialogue::keys::question_closed);
    return turn.worker.question.has_value();
}

}  // namespace

void ask_further(Turn& turn) {
    OpenQuestion& open = *turn.worker.question;
    open.asked_at = turn.at;
    open.lease_until = lease_end(turn, *turn.asking->campaign);
    open.tries = 0;
    renew_lease(turn);
}

Place next(Turn& turn, std::uint32_t campaign) {
    stop_correcting(turn);
    if (has_open_question(turn)) {
        renew_lease(turn);
        return Place::question;
    }
    if (is_year_due(turn)) return ask_year_again(turn);
    if (resting(turn)) return Place::rest;
    if (campaign == 0 && ask_about_her(turn)) return Place::profile;
    const Assignable* candidate = find_candidate(turn, campaign);
    turn.effects.found_no_work = candidate == nullptr;
    if (candidate == nullptr) candidate = find_candidate(turn, 0);
    if (candidate == nullptr) return Place::no_work;
    ask(turn, *candidate);
    pack_beside(turn, question_screen);
    return Place::question;
}

}  // namespace kazi::taskflow
