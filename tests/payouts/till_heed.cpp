// SPDX-License-Identifier: Apache-2.0
// Hears: what the machine makes of news, the timers, the hooks.
#include "tests/payouts/till_desk.hpp"

#include "billing/payout_match.hpp"

namespace kazi::payouts {

namespace {

using billing::Attempt;
using billing::AttemptState;
using billing::Decoded;
using billing::Next;
using billing::PayoutEvent;
using billing::Transition;

constexpr std::int64_t float_refill_us = hour_us;
constexpr int resends_max = 5;

}  // namespace

billing::PayoutContext Till::context() const {
    return {provider_.traits, deployment_key};
}

Decoded Till::as_heard(Decoded message) const {
    if (bug_ != Bug::content_not_compared) return message;
    message.amount_micro.reset();
    message.msisdn.reset();
    return message;
}

Transition Till::apply(PayoutEvent event) {
    const Loaded loaded = vault_.now();
    const Transition made = billing::advance(loaded.payout, event, context());
    vault_.commit(loaded.version, made);
    for (const billing::Alarm alarm : made.alarms)
        alarms_.push_back(alarm);
    for (const billing::Action action : made.actions)
        if (action == billing::Action::stop_provider_queue)
            closed_until_us_ = now_us_ + float_refill_us;
    follow(made);
    replay_parked();
    return made;
}

void Till::follow(const Transition& made) {
    switch (made.next) {
        case Next::resend:
            return plan_resend();
        case Next::poll:
            return plan_poll();
        case Next::query:
            if (can_ask()) return plan(now_us_ + 10 * second_us, What::poll);
            return plan_poll();
        case Next::choose:
            return choose();
        default:
            return;
    }
}

void Till::plan_resend() {
    // Never two under one key at once: some check their keys late.
    const std::int64_t earliest = sent_us_ + provider_.traits.resend_after_s * second_us;
    if (!resend_planned_ && resends_++ < resends_max) {
        resend_planned_ = true;
        plan(std::max(now_us_ + 5 * second_us, earliest), What::resend, newest());
    }
    plan_poll();
}

void Till::plan_poll() {
    if (payout().attempts.empty()) return;
    const std::int64_t age_s = (now_us_ - payout().attempts.back().submitted_at_us) / second_us;
    const auto delay_s = billing::query_delay_s(queries_, age_s, provider_.traits);
    if (delay_s) plan(now_us_ + *delay_s * second_us, What::poll);
}

bool Till::can_ask() const {
    const Attempt& open = payout().attempts.back();
    return provider_.traits.lookup_by_key || !open.provider_ref.empty();
}

void Till::poll() {
    if (payout().attempts.empty() || recovering_) return;
    const Attempt& open = payout().attempts.back();
    if (!billing::is_open(open.state)) return;
    if (open.state == AttemptState::submitted) return;
    if (open.state == AttemptState::pending && now_us_ >= open.deadline_us) {
        apply(billing::DeadlinePassed{open.number, now_us_});
        return;
    }
    ++queries_;
    if (!can_ask()) return plan_poll();
    const Transition made = apply(billing::Queried{
        open.number, as_heard(bank_->query(open.key, open.provider_ref, now_us_))});
    if (made.next == Next::nothing) plan_poll();
}

void Till::choose() {
    billing::FailureContext context;
    context.now_us = now_us_;
    context.provider_open = now_us_ >= closed_until_us_;
    context.number_spacing_s = provider_.traits.number_spacing_s;
    const auto choice = billing::after_failure(payout(), context);
    if (const auto* again = std::get_if<billing::TryAgain>(&choice))
        return plan(std::max(again->not_before_us, now_us_), What::send);
    if (std::holds_alternative<billing::WaitForProvider>(choice))
        return plan(closed_until_us_, What::choose);
    if (std::holds_alternative<billing::ReturnIt>(choice)) apply(billing::GivenBack{});
}

void Till::hear(const Notice& notice) {
    if (dies_at(Dies::in_callback)) {
        // Nobody was thanked, so it comes again; unless somebody thanked too early.
        if (bug_ == Bug::answered_before_commit) {
            news_lost_ = true;
            return;
        }
        Notice again = notice;
        again.at_us = now_us_ + 60 * second_us;
        return plan_notice(again);
    }
    const Decoded message = as_heard(notice.message);
    if (!notice.authentic) {
        apply(billing::CalledBack{newest(), message, false});
        return;
    }
    if (recovering_) return;
    auto attempt = billing::match_attempt(payout(), message);
    if (!attempt) {
        const auto match = billing::match_by_content(std::span(&payout(), 1), message,
                                                     {provider_.name, deployment_key});
        if (match) attempt = match->attempt;
    }
    if (!attempt) return parked_.push_back(message);
    apply(billing::CalledBack{*attempt, message, true});
}

void Till::replay_parked() {
    for (std::size_t i = 0; i < parked_.size(); ++i) {
        const auto attempt = billing::match_attempt(payout(), parked_[i]);
        if (!attempt) continue;
        const Decoded message = parked_[i];
        parked_.erase(parked_.begin() + static_cast<std::ptrdiff_t>(i));
        apply(billing::CalledBack{*attempt, message, true});
        return;
    }
}

}  // namespace kazi::payouts
