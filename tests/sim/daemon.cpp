// SPDX-License-Identifier: Apache-2.0
// The way of an event, as the engine walks it: load, step, commit, and again. Each call to the
// store is an act of its own, so that others come between.
#include "tests/sim/daemon.hpp"

#include <fmt/format.h>

#include <map>

#include "gateway/engine/keys.hpp"
#include "gateway/records/item_record.hpp"
#include "tests/sim/violation.hpp"

namespace kazi::sim {

using namespace gateway;
using engine::Turn;

namespace {

constexpr int tries_max = 8;
constexpr Instant restart_us_max = 20 * taskflow::second_us;

}  // namespace

void Daemon::start() {
    if (!refresh_board()) {
        world_.timeline.after(taskflow::second_us, [this, life = life_] {
            if (life == life_) start();
        });
        return;
    }
    up_ = true;
    beat();
}

void Daemon::crash() {
    world_.tell(fmt::format("daemon {} crashes", number_));
    ++life_;
    up_ = false;
    board_ = engine::Board();
    warm_ = engine::WarmWorkers(warm_workers_max);
    kept_replies_.clear();
    const Instant away = world_.span(taskflow::second_us, restart_us_max);
    world_.timeline.after(away, [this, life = life_] {
        if (life == life_) start();
    });
}

void Daemon::act_within(Instant longest, Timeline::Act what) {
    const Instant delay = world_.span(0, longest);
    world_.timeline.after(delay, [this, life = life_, what = std::move(what)] {
        if (life != life_) return;
        if (world_.fate.strikes(Fault::daemon_crashed)) return crash();
        what();
    });
}

Timeline::Act Daemon::in_this_life(Timeline::Act what) const {
    return [this, life = life_, what = std::move(what)] {
        if (life == life_) what();
    };
}

void Daemon::handle(engine::EventRequest request, InboundId inbound, Done done) {
    auto flight = std::make_shared<Flight>(
        Flight{.request = std::move(request), .inbound = inbound, .done = std::move(done)});
    act([this, flight] { load(flight); });
}

std::optional<Handled> Daemon::load_or_remember(Flight& flight) {
    Turn& turn = flight.turn.emplace(world_.cell, board_, flight.request);
    const taskflow::Event& event = flight.request.event;
    flight.era = world_.vault.era();
    auto warm = warm_.take(event.worker, flight.era, event.at);
    flight.remembered = warm && turn.take(std::move(*warm));
    if (flight.remembered) return std::nullopt;
    auto loaded = world_.vault.load(turn.load_request());
    if (!loaded) return Handled{Handled::Kind::unavailable};
    world_.planted.spoil(event.worker, *loaded, kept_replies_);
    const Turn::Taken taken = turn.take(*loaded);
    if (taken == Turn::Taken::campaign_unknown) return Handled{Handled::Kind::unavailable};
    require(taken == Turn::Taken::ready, "a worker's record can be read, and her number is one");
    return std::nullopt;
}

void Daemon::load(const FlightPtr& flight) {
    const auto ended = load_or_remember(*flight);
    if (ended) return finish(flight, *ended);
    Turn& turn = *flight->turn;
    if (!fetch(turn.missing_items())) return finish(flight, {Handled::Kind::unavailable});
    bool decided = decide(turn);
    if (decided && turn.wants_items()) decided = fetch(turn.missing_items()) && decide(turn);
    if (!decided) return finish(flight, {Handled::Kind::unavailable});
    const taskflow::Effects& effects = turn.step().effects;
    const bool commits = !effects.duplicate && !turn.idle();
    if (flight->remembered && !commits) return act([this, flight] { load(flight); });
    if (!commits) {
        // A repeated USSD turn may be an early one that never came: it shows the page, no more.
        const bool page_only = effects.ussd.has_value() || !effects.duplicate;
        if (effects.duplicate) world_.see(Sight::event_repeated);
        if (page_only) world_.witness.nothing_to_keep(flight->inbound);
        const auto kind = effects.duplicate ? Handled::Kind::duplicate : Handled::Kind::applied;
        return finish(flight, {kind, effects});
    }
    if (world_.planted.is(Bug::acknowledged_before_commit)) {
        flight->done({Handled::Kind::applied, effects});
        flight->done = [](const Handled&) {};
    }
    act([this, flight] { commit(flight); });
}

bool Daemon::decide(Turn& turn) {
    turn.decide();
    for (int reads = 0; reads < Turn::reads_max; ++reads) {
        const auto item = turn.unread();
        if (!item) break;
        store::LoadRequest request;
        request.cell = world_.cell.cell;
        request.also.push_back(keys::item_state(*item));
        const auto loaded = world_.vault.load(request);
        if (!loaded) return false;
        turn.read(*item, loaded->also.front());
        turn.decide();
    }
    return true;
}

bool Daemon::fetch(const std::vector<taskflow::ItemRef>& items) {
    for (const engine::ItemBlock block : engine::blocks_of(items)) {
        const auto values =
            world_.vault.fields(keys::items(block.campaign), engine::field_names(block));
        if (!values) return false;
        board_.items().keep(block, *values);
    }
    return true;
}

void Daemon::commit(const FlightPtr& flight) {
    Turn& turn = *flight->turn;
    store::Batch batch = turn.batch();
    world_.planted.spoil(flight->request.event.worker, batch, kept_replies_);
    const auto outcome = world_.vault.commit(batch, flight->inbound);
    if (!outcome) return finish(flight, {Handled::Kind::unavailable});
    if (outcome->applied) {
        turn.applied();
        keep_warm(*flight, *outcome);
        look_at(turn, flight->request);
        return finish(flight, {Handled::Kind::applied, turn.step().effects});
    }
    if (!turn.refused(outcome->guard_failed)) {
        world_.see(Sight::payout_overtaken);
        return finish(flight, {Handled::Kind::superseded});
    }
    world_.see(flight->remembered ? Sight::memory_overtaken : Sight::commit_overtaken);
    if (++flight->tries >= tries_max) return finish(flight, {Handled::Kind::unavailable});
    act([this, flight] { load(flight); });
}

void Daemon::keep_warm(const Flight& flight, const store::CommitOutcome& outcome) {
    if (flight.remembered) world_.see(Sight::memory_held);
    auto warm = flight.turn->warm(outcome);
    if (!warm) return;
    warm->era = flight.era;
    warm_.keep(flight.request.event.worker, std::move(warm));
}

void Daemon::look_at(const Turn& turn, const engine::EventRequest& request) {
    const taskflow::Effects& effects = turn.step().effects;
    const auto& asked = turn.worker().question;
    const std::string who = to_hex(request.event.worker).substr(0, 4);
    if (!effects.earlier.empty()) world_.see(Sight::several_answered);
    if (effects.answer && effects.answer->bonus_micro > 0) world_.see(Sight::bonus_paid);
    for (const taskflow::EarlierAnswer& each : effects.earlier)
        world_.tell(fmt::format("daemon {}: {} answers {}/{} too", number_, who,
                                each.item.item.campaign, each.item.item.index));
    if (effects.answer) {
        if (asked && !asked->leased) world_.see(Sight::answer_without_lease);
        world_.tell(fmt::format("daemon {}: {} answers {}/{}", number_, who,
                                effects.answer->item.campaign, effects.answer->item.index));
    }
    if (effects.correction) {
        world_.see(Sight::answer_corrected);
        if (effects.item->withdraws) world_.see(Sight::closed_by_correction);
        world_.tell(fmt::format("daemon {}: {} corrects {}/{}", number_, who,
                                effects.correction->item.campaign, effects.correction->item.index));
    }
    for (const taskflow::OpeningChange& change : effects.openings)
        world_.tell(fmt::format("daemon {}: openings of {}/{} change by {} for {}", number_,
                                change.item.campaign, change.item.index, change.delta, who));
    if (effects.item && effects.item->closes) world_.see(Sight::item_closed);
    const bool timer = std::holds_alternative<taskflow::TimerFired>(request.event.what);
    if (timer && !effects.leases.empty()) world_.see(Sight::lease_ran_out);
}

void Daemon::finish(const FlightPtr& flight, Handled handled) {
    act([flight, handled = std::move(handled)] { flight->done(handled); });
}

}  // namespace kazi::sim
