// SPDX-License-Identifier: Apache-2.0
// Payouts whose time has come: asked about, tried again, given back, or left to a person.
#include "billing/payout_policy.hpp"
#include "tests/sim/cashier.hpp"

namespace kazi::sim {

using billing::PayoutState;
using taskflow::hour_us;
using taskflow::minute_us;

void Cashier::look(const std::string& id) {
    const auto stored = load(id);
    if (!stored) return;
    const billing::Payout& payout = stored->payout;
    const int newest = static_cast<int>(payout.attempts.size());
    const Instant now = world_.timeline.now();
    billing::PayoutEvent event = billing::DeadlinePassed{newest, now};
    switch (payout.state) {
        case PayoutState::created:
            return take(id, {});
        case PayoutState::submitted: {
            billing::Decoded silence = billing::no_answer();
            if (world_.planted.is(Bug::timeout_taken_as_failure))
                silence = billing::decoded(billing::Outcome::failed, billing::Reason::timeout,
                                           billing::Retry::new_attempt);
            event = billing::Replied{newest, silence};
            break;
        }
        case PayoutState::pending:
            if (now < payout.attempts.back().deadline_us) return ask(*stored);
            break;
        case PayoutState::in_doubt:
            return billing::needs_person(payout, now) ? forget(id) : ask(*stored);
        case PayoutState::failed:
        case PayoutState::reversed:
            return choose(*stored);
        default:
            return forget(id);
    }
    apply(id, event, {}, [this, stored = *stored](const Applied& applied) {
        if (applied.kind == Applied::Kind::unchanged) look_again(stored);
    });
}

void Cashier::ask(const Stored& stored) {
    const billing::Attempt& newest = stored.payout.attempts.back();
    if (!newest.provider_ref.empty()) replay_parked(stored.payout.id, newest.provider_ref);
    if (!provider_.can_be_asked(newest.provider_ref)) return look_again(stored);
    const billing::Queried told{newest.number, provider_.status(newest.provider_ref, newest.key)};
    apply(stored.payout.id, told, {}, [this, stored](const Applied& applied) {
        if (applied.kind == Applied::Kind::unchanged || applied.kind == Applied::Kind::stuck)
            look_again(stored);
    });
}

void Cashier::choose(const Stored& stored) {
    const Instant now = world_.timeline.now();
    const Instant open_at = std::max(stopped_until_, held_until_);
    const billing::FailureContext context{now, open_at <= now,
                                          world_.profile.provider.traits.number_spacing_s};
    const auto choice = billing::after_failure(stored.payout, context);
    if (const auto* again = std::get_if<billing::TryAgain>(&choice)) {
        if (again->not_before_us > now) return look_again(stored, again->not_before_us);
        return take(stored.payout.id, {});
    }
    if (std::holds_alternative<billing::WaitForProvider>(choice))
        return look_again(stored, std::max(open_at, now + minute_us));
    if (std::holds_alternative<billing::NothingToChoose>(choice)) return forget(stored.payout.id);
    apply(stored.payout.id, billing::GivenBack{}, {}, [this, stored](const Applied& applied) {
        if (applied.kind == Applied::Kind::stuck)
            look_again(stored, world_.timeline.now() + hour_us);
    });
}

void Cashier::decide(const std::string& payout, const billing::Decided& decided) {
    world_.see(Sight::person_decided);
    apply(payout, decided, {}, {});
}

}  // namespace kazi::sim
