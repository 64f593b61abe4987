// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/leases.hpp"

#include <algorithm>

#include "taskflow/pay/wallet.hpp"
#include "taskflow/protection/forgetting.hpp"
#include "taskflow/standing/checks.hpp"
#include "taskflow/training/teaching.hpp"

namespace kazi::taskflow {

namespace {

/// Ends the lease, if there is one: its opening is free again unless nobody needs it any more.
void end_lease(Turn& turn, bool item_closed) {
    OpenQuestion& question = *turn.worker.question;
    if (!question.leased) return;
    question.leased = false;
    change_leases(turn, question.item.campaign, -1);
    if (!item_closed) change_openings(turn, opening_of(turn.worker, *turn.asking->campaign), +1);
}

bool item_closed(const Turn& turn) {
    if (turn.worker.standing.asked_check) return false;
    const auto& asked = turn.context.asked;
    return asked && asked->what.ref == turn.worker.question->item && asked->state.closed;
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
    end_lease(turn, item_closed(turn));
    give_back_lesson_place(turn, turn.worker.question->item.campaign);
    forget_question(turn);
}

void let_go_unknown(Turn& turn) {
    end_lease(turn, true);
    give_back_lesson_place(turn, turn.worker.question->item.campaign);
    forget_question(turn);
}

void forget_question(Turn& turn) {
    turn.worker.question.reset();
    turn.asking.reset();
    turn.lesson = nullptr;
    turn.worker.standing.asked_check = false;
    turn.worker.standing.asked_level = 0;
}

Instant dropped_at(const OpenQuestion& question) {
    return std::max(question.asked_at + question_kept_us, question.lease_until);
}

void on_timer(Turn& turn) {
    if (turn.worker.protection.leaving) {
        let_go(turn);
        go_on_leaving(turn);
    }
    if (!turn.worker.question) return;
    if (turn.at >= turn.worker.question->lease_until) end_lease(turn, item_closed(turn));
    if (turn.at >= dropped_at(*turn.worker.question)) let_go(turn);
}

Instant next_wake(const Worker& worker, Instant now) {
    Instant due = earlier(pay_wake(worker), leaving_wake(worker));
    if (worker.question) {
        const OpenQuestion& question = *worker.question;
        due = earlier(due, question.leased ? question.lease_until : dropped_at(question));
    }
    return due == 0 ? 0 : std::max(due, now + second_us);
}

}  // namespace kazi::taskflow
