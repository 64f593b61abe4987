// SPDX-License-Identifier: Apache-2.0
// The one way in which a payout moves: load, ask the machine, commit; with the worker's own step
// where she is told.
#include <fmt/format.h>

#include <algorithm>

#include "gateway/engine/keys.hpp"
#include "gateway/payer/look_time.hpp"
#include "gateway/payer/payout_plan.hpp"
#include "gateway/records/worker_record.hpp"
#include "tests/sim/cashier.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;
using billing::Next;
using billing::Transition;
using taskflow::second_us;

namespace {

constexpr int motion_tries_max = 8;
constexpr Instant queue_pause_us = 120 * second_us;

/// The planted bug: what was settled is settled once more when it is told once more.
billing::Payout as_if_unpaid(billing::Payout payout, const billing::PayoutEvent& event) {
    const auto* told = std::get_if<billing::CalledBack>(&event);
    if (told == nullptr || told->message.outcome != billing::Outcome::succeeded) return payout;
    if (told->attempt == 0 || payout.state != billing::PayoutState::succeeded) return payout;
    billing::Attempt& attempt = payout.attempts.at(static_cast<std::size_t>(told->attempt) - 1);
    attempt.state = billing::AttemptState::pending;
    attempt.settled_from = billing::SettledFrom::nothing;
    attempt.cost.reset();
    return payout;
}

}  // namespace

void Cashier::apply(std::string id, billing::PayoutEvent event, Writes along, Then then) {
    auto motion = std::make_shared<Motion>(
        Motion{std::move(id), std::move(event), std::move(along), std::move(then)});
    daemon_.act([this, motion] { step(motion); });
}

void Cashier::step(const MotionPtr& motion) {
    const auto loaded = world_.vault.load(
        {.cell = Vault::cell, .record_key = {}, .also = {payer::place_of(motion->id)}});
    if (!loaded) return done(motion, Applied::Kind::unavailable, {});
    if (!loaded->also.front()) return done(motion, Applied::Kind::missing, {});
    const auto stored = records::payout_from(*loaded->also.front());
    require(stored.has_value(), "a payout can be read", motion->id);
    const billing::PayoutContext context{world_.profile.provider.traits, identity_key};
    const bool forgetful = world_.planted.is(Bug::paid_on_duplicate_callback);
    const billing::Payout before =
        forgetful ? as_if_unpaid(stored->payout, motion->event) : stored->payout;
    const Transition made = billing::advance(before, motion->event, context);
    if (made.changed)
        return daemon_.act(
            [this, motion, before = *stored, made] { commit(motion, before, made); });
    if (!motion->along.empty()) {
        store::Batch batch;
        batch.cell = Vault::cell;
        batch.writes = motion->along;
        const auto outcome = world_.vault.commit(batch);
        if (!outcome) return done(motion, Applied::Kind::unavailable, made);
    }
    done(motion, Applied::Kind::unchanged, made);
}

void Cashier::commit(const MotionPtr& motion, const Stored& before, const Transition& made) {
    const bool told = made.next == Next::tell_paid || made.next == Next::tell_returned;
    if (told) return commit_with_worker(motion, before, made);
    commit_alone(motion, before, made);
}

void Cashier::commit_alone(const MotionPtr& motion, const Stored& before, const Transition& made) {
    const auto at = next_look(made.payout, made.next == Next::query);
    const auto batch = payer::batch_of(
        Vault::cell, {before.payout, before.version, made, at, {{}, motion->along}});
    const auto outcome = world_.vault.commit(batch);
    if (!outcome) {
        if (outcome.error().fault == store::StoreFault::outcome_unknown) return again(motion);
        return done(motion, Applied::Kind::unavailable, made);
    }
    if (outcome->applied) return done(motion, Applied::Kind::moved, made);
    if (outcome->guard_failed == 0) return again(motion);
    done(motion, Applied::Kind::stuck, made);
}

void Cashier::commit_with_worker(const MotionPtr& motion, const Stored& before,
                                 const Transition& made) {
    const auto at = next_look(made.payout, false);
    const auto worker = records::worker_id_from(before.payout.worker);
    require(worker.has_value(), "a payout is a worker's");
    engine::EventRequest request;
    request.event = {*worker, world_.timeline.now(),
                     taskflow::PayoutSettled{static_cast<std::uint32_t>(made.payout.sequence),
                                             made.payout.amount, made.next == Next::tell_paid}};
    request.attachment =
        payer::attachment_of({before.payout, before.version, made, at, {{}, motion->along}});
    daemon_.handle(std::move(request), 0, [this, motion, before, made](const Handled& handled) {
        switch (handled.kind) {
            case Handled::Kind::applied:
                return done(motion, Applied::Kind::moved, made);
            case Handled::Kind::superseded:
                return again(motion);
            case Handled::Kind::unavailable:
            case Handled::Kind::unreadable:
                return done(motion, Applied::Kind::unavailable, made);
            case Handled::Kind::duplicate:
                break;
        }
        // She heard of its end before; only money that comes back needs her step.
        if (made.next == Next::tell_paid) return commit_alone(motion, before, made);
        done(motion, Applied::Kind::stuck, made);
    });
}

void Cashier::again(const MotionPtr& motion) {
    if (++motion->tries >= motion_tries_max) return done(motion, Applied::Kind::unavailable, {});
    daemon_.act([this, motion] { step(motion); });
}

void Cashier::done(const MotionPtr& motion, Applied::Kind kind, const Transition& made) {
    const Applied applied{kind, made};
    if (kind == Applied::Kind::moved) look_at(made.payout);
    const auto& actions = made.actions;
    const bool stop = std::find(actions.begin(), actions.end(),
                                billing::Action::stop_provider_queue) != actions.end();
    if (applied.heard() && stop) stopped_until_ = world_.timeline.now() + queue_pause_us;
    if (motion->then) motion->then(applied);
}

void Cashier::look_at(const billing::Payout& payout) {
    world_.tell(fmt::format("{} is {}", payout.id, billing::to_string(payout.state)));
    switch (payout.state) {
        case billing::PayoutState::succeeded:
            return world_.see(Sight::payout_succeeded);
        case billing::PayoutState::returned:
            return world_.see(Sight::payout_returned);
        case billing::PayoutState::in_doubt:
            return world_.see(Sight::payout_in_doubt);
        case billing::PayoutState::held:
            return world_.see(Sight::payout_held);
        case billing::PayoutState::submitted:
            if (payout.attempts.size() > 1) world_.see(Sight::payout_tried_again);
            return;
        default:
            return;
    }
}

std::optional<Instant> Cashier::next_look(const billing::Payout& payout, bool ask_now) const {
    payer::LookContext context{world_.timeline.now(), world_.profile.provider.traits, lease_us,
                               false};
    if (ask_now && !payout.attempts.empty())
        context.ask_now = provider_.can_be_asked(payout.attempts.back().provider_ref);
    return payer::next_look(payout, context);
}

std::optional<Cashier::Stored> Cashier::load(const std::string& id) {
    const auto loaded =
        world_.vault.load({.cell = Vault::cell, .record_key = {}, .also = {payer::place_of(id)}});
    if (!loaded || !loaded->also.front()) return std::nullopt;
    auto stored = records::payout_from(*loaded->also.front());
    require(stored.has_value(), "a payout can be read", id);
    return stored;
}

void Cashier::look_again(const Stored& stored) {
    if (const auto at = next_look(stored.payout, false)) return look_again(stored, *at);
    forget(stored.payout.id);
}

void Cashier::look_again(const Stored& stored, Instant at) {
    daemon_.act([this, id = stored.payout.id, version = stored.version, at] {
        store::Batch batch;
        batch.cell = Vault::cell;
        batch.guards.push_back(store::VersionIs{payer::place_of(id), version});
        batch.writes.push_back(payer::timer_write(id, at));
        static_cast<void>(world_.vault.commit(batch));
    });
}

void Cashier::forget(const std::string& id) {
    daemon_.act([this, id] {
        store::Batch batch;
        batch.cell = Vault::cell;
        batch.writes.push_back(store::Unschedule{keys::payout_polls, id});
        static_cast<void>(world_.vault.commit(batch));
    });
}

}  // namespace kazi::sim
