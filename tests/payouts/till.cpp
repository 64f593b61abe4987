// SPDX-License-Identifier: Apache-2.0
#include "tests/payouts/till_desk.hpp"

namespace kazi::payouts {

namespace {

using billing::Payout;
using billing::PayoutState;

constexpr std::int64_t report_every_us = 26 * hour_us;
constexpr std::int64_t life_us = 80 * hour_us;
constexpr int events_max = 400;

}  // namespace

Ending Till::live() {
    plan(second_us, What::send);
    if (lies_.take(Lie::two_senders)) race_ = vault_.now();
    plan(report_every_us, What::report);
    plan(2 * report_every_us, What::report);
    plan(3 * report_every_us, What::report);
    for (int events = 0; !due_.empty() && events < events_max; ++events) {
        const auto next =
            std::min_element(due_.begin(), due_.end(), [](const Due& left, const Due& right) {
                return std::pair(left.at_us, left.order) < std::pair(right.at_us, right.order);
            });
        const Due now = *next;
        due_.erase(next);
        if (now.at_us > life_us) continue;
        now_us_ = now.at_us;
        happen(now);
    }
    return ending();
}

std::optional<billing::Reason> Till::draw_refusal(int percent) {
    using billing::Reason;
    constexpr std::array refusals{Reason::rejected, Reason::recipient_unknown,
                                  Reason::recipient_limit, Reason::operator_unavailable};
    if (!chance_.percent(percent)) return std::nullopt;
    return refusals[static_cast<std::size_t>(chance_.below(4))];
}

void Till::plan(std::int64_t at_us, What what, int attempt) {
    due_.push_back({at_us, ++planned_, what, attempt, {}, {}});
}

bool Till::dies_at(Dies step) {
    const bool now = dies_ == step;
    if (now) dies_ = Dies::never;
    return now;
}

void Till::happen(const Due& due) {
    switch (due.what) {
        case What::send:
            return send();
        case What::resend:
            return resend(due.attempt);
        case What::deliver:
            return deliver(due.attempt);
        case What::reply:
            return reply(due);
        case What::orphan:
            return orphan(due.attempt);
        case What::notice:
            return hear(due.notice);
        case What::poll:
            return poll();
        case What::choose:
            return choose();
        case What::recover:
            return recover();
        case What::report:
            return read_report();
    }
}

Ending Till::ending() const {
    Ending end;
    end.payout = payout();
    end.moved_micro = bank_->moved_micro(now_us_);
    end.paid_micro = vault_.books().of(billing::AccountKind::paid_out);
    end.books_balance = vault_.sound();
    end.news_lost = news_lost_;
    end.alone = !decided_by_report_;
    end.alarms = alarms_;
    return end;
}

namespace {

bool has(const Ending& ending, billing::Alarm alarm) {
    return std::find(ending.alarms.begin(), ending.alarms.end(), alarm) != ending.alarms.end();
}

}  // namespace

std::unique_ptr<BankDoor> bank_next_door(const billing::Provider& provider, Lies& lies,
                                         std::optional<billing::Reason> refusal) {
    return std::make_unique<Bank>(provider, lies, refusal);
}

Ending live(const Life& life) {
    return Till(life).live();
}

std::string fault_of(const Ending& ending) {
    const Payout& payout = ending.payout;
    const bool held = payout.state == PayoutState::held;
    if (!ending.books_balance) return "the books don't balance";
    if (ending.news_lost) return "news that was thanked for is lost";
    // What a provider called failed and paid all the same is its own doing; ours is to notice.
    const bool told_late = has(ending, billing::Alarm::late_success);
    if (ending.moved_micro > payout.amount.micro && !told_late && !held) return "paid twice";
    if (payout.returned && ending.moved_micro > 0 && !told_late && !held) return "wrongly returned";
    if (!held && ending.paid_micro > ending.moved_micro) return "told as paid, and never was";
    if (!held && ending.paid_micro < ending.moved_micro && billing::is_final(payout.state))
        return "money moved that the ledger does not know";
    return {};
}

bool is_settled(const Ending& ending) {
    return billing::is_final(ending.payout.state);
}

}  // namespace kazi::payouts
