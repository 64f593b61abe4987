// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/leases.hpp"

#include <algorithm>

#include "taskflow/news/telling_later.hpp"
#include "taskflow/pay/wallet.hpp"
#include "taskflow/protection/forgetting.hpp"
#include "taskflow/review/appealing.hpp"
#include "taskflow/standing/checks.hpp"
#include "taskflow/tasks/packing.hpp"
#include "taskflow/training/teaching.hpp"

namespace kazi::taskflow {

namespace {

bool is_closed(const Turn& turn, ItemRef item) {
    const Asked* asked = find_asked(turn, item);
    return asked != nullptr && asked->state.closed;
}

ItemRef ref_of(const Turn& turn, const PackedItem& packed) {
    return {turn.worker.question->item.campaign, packed.index};
}

/// Ends one lease: its opening is free again unless nobody needs it any more.
void give_back(Turn& turn, ItemRef item) {
    change_leases(turn, item.campaign, -1);
    if (!is_closed(turn, item)) change_openings(turn, item, +1);
}

/// The same of the open question, whose opening may be that of a check.
void give_back_question(Turn& turn) {
    const ItemRef item = turn.worker.question->item;
    if (!turn.worker.standing.asked_check) return give_back(turn, item);
    change_leases(turn, item.campaign, -1);
    change_openings(turn, opening_of(turn.worker, *turn.asking->campaign), +1);
}

/// Ends the leases of the question and its pack, if they still run.
void end_leases(Turn& turn) {
    OpenQuestion& question = *turn.worker.question;
    if (!question.leased) return;
    give_back_question(turn);
    for (const PackedItem& packed : turn.worker.pack.rest)
        give_back(turn, ref_of(turn, packed));
    question.leased = false;
}

/// Of two times the one that comes first; 0 is none.
Instant earlier(Instant one, Instant other) {
    if (one == 0 || other == 0) return std::max(one, other);
    return std::min(one, other);
}

}  // namespace

void change_openings(Turn& turn, ItemRef item, int delta) {
    auto& changes = turn.effects.openings;
    const auto same = std::find_if(changes.begin(), changes.end(),
                                   [&](const OpeningChange& each) { return each.item == item; });
    if (same == changes.end()) {
        changes.push_back({item, delta});
        return;
    }
    same->delta += delta;
    if (same->delta == 0) changes.erase(same);
}

void change_leases(Turn& turn, std::uint32_t campaign, int delta) {
    auto& changes = turn.effects.leases;
    const auto same = std::find_if(changes.begin(), changes.end(), [&](const LeaseChange& each) {
        return each.campaign == campaign;
    });
    if (same == changes.end()) {
        changes.push_back({campaign, delta});
        return;
    }
    same->delta += delta;
    if (same->delta == 0) changes.erase(same);
}

void let_go(Turn& turn) {
    if (!turn.worker.question) return;
    end_leases(turn);
    give_back_lesson_place(turn, turn.worker.question->item.campaign);
    forget_question(turn);
}

void let_go_of_one(Turn& turn) {
    if (turn.worker.pack.rest.empty()) return let_go(turn);
    const OpenQuestion& question = *turn.worker.question;
    if (question.leased) give_back_question(turn);
    close_question(turn);
}

void close_question(Turn& turn) {
    if (turn.worker.pack.rest.empty()) return forget_question(turn);
    bring_next_of_pack(turn);
}

void let_go_unknown(Turn& turn) {
    const OpenQuestion& question = *turn.worker.question;
    const auto leases = static_cast<int>(turn.worker.pack.rest.size()) + 1;
    if (question.leased) change_leases(turn, question.item.campaign, -leases);
    give_back_lesson_place(turn, turn.worker.question->item.campaign);
    forget_question(turn);
}

void forget_question(Turn& turn) {
    turn.worker.question.reset();
    turn.asking.reset();
    turn.lesson = nullptr;
    turn.worker.standing.asked_check = false;
    turn.worker.standing.asked_level = 0;
    turn.worker.standing.asked_bonus_micro = 0;
    forget_pack(turn);
}

bool has_room(const Turn& turn, const Assignable& what) {
    const Asked* asked = find_asked(turn, what.ref);
    return asked != nullptr && !asked->state.closed && openings_of(turn, what.ref) > 0 &&
           what.campaign->state == CampaignState::running;
}

Instant lease_end(const Turn& turn, const Campaign& campaign) {
    return turn.at + campaign.lease_minutes * minute_us;
}

void renew_lease(Turn& turn) {
    OpenQuestion& question = *turn.worker.question;
    if (question.leased) return;
    question.leased = true;
    question.lease_until = lease_end(turn, *turn.asking->campaign);
    drop_from_pack(turn, [&](const Assignable& each) { return !has_room(turn, each); });
    change_openings(turn, opening_of(turn.worker, *turn.asking->campaign), -1);
    change_leases(turn, question.item.campaign, +1);
    for (const Assignable& each : turn.packed) {
        change_openings(turn, each.ref, -1);
        change_leases(turn, each.ref.campaign, +1);
    }
}

Instant dropped_at(const OpenQuestion& question) {
    return std::max(question.asked_at + question_kept_us, question.lease_until);
}

void on_timer(Turn& turn) {
    tell_verdict(turn);
    if (turn.worker.protection.leaving) {
        let_go(turn);
        go_on_leaving(turn);
    }
    if (!turn.worker.question) return;
    if (turn.at >= turn.worker.question->lease_until) end_leases(turn);
    if (turn.at < dropped_at(*turn.worker.question)) return;
    break_streak(turn.worker, turn.worker.question->item.campaign);
    let_go(turn);
}

Instant next_wake(const Worker& worker, Instant now) {
    Instant due = earlier(pay_wake(worker), leaving_wake(worker));
    due = earlier(due, verdict_wake(worker, now));
    due = earlier(due, news_wake(worker));
    if (worker.question) {
        const OpenQuestion& question = *worker.question;
        due = earlier(due, question.leased ? question.lease_until : dropped_at(question));
    }
    return due == 0 ? 0 : std::max(due, now + second_us);
}

}  // namespace kazi::taskflow
