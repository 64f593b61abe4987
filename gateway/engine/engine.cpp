// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/engine.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/metrics.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::engine {

namespace {

using boost::asio::awaitable;
using taskflow::ItemRef;

// Two daemons and a timer may be at one worker at once; more than this is a fault elsewhere.
constexpr int tries_max = 8;

Handled handled(Handled::Kind kind, Turn& turn) {
    return {kind, turn.take_effects(), turn.step().worker.language};
}

}  // namespace

awaitable<bool> Engine::fetch_block(Cell& cell, ItemBlock block) {
    std::string key = keys::items(block.campaign);
    std::vector<std::string> names = field_names(block);
    const auto values =
        co_await store::fields(world_.store, cell.settings.cell, std::move(key), std::move(names));
    if (values) cell.board.items().keep(block, *values);
    co_return values.has_value();
}

awaitable<bool> Engine::fetch(Cell& cell, std::vector<ItemRef> items) {
    for (const ItemBlock block : blocks_of(items)) {
        const bool fetched = co_await fetch_block(cell, block);
        if (!fetched) co_return false;
    }
    co_return true;
}

// The turn that first comes near an item has it brought while the worker reads her page; only one
// that needs it at once waits for it.
awaitable<void> Engine::fetch_ahead(Cell& cell, std::vector<ItemRef> items) {
    for (const ItemBlock block : blocks_of(items)) {
        const bool first = cell.board.items().begin(block);
        if (!first) continue;
        const bool fetched = co_await fetch_block(cell, block);
        if (!fetched) cell.board.items().give_up(block);
    }
}

// Nothing when the turn can go on, else what it comes to.
awaitable<std::optional<Handled>> Engine::load(Turn& turn, const std::string& trace) {
    store::LoadRequest what = turn.load_request();
    world_.metrics.turn_round_trips.Increment();
    const auto loaded = co_await store::load(world_.store, std::move(what));
    if (!loaded) co_return Handled{.kind = Handled::Kind::unavailable};
    switch (turn.take(*loaded)) {
        case Turn::Taken::ready:
            co_return std::nullopt;
        case Turn::Taken::another_number:
        case Turn::Taken::not_her_number:
            co_return std::nullopt;
        case Turn::Taken::no_subscriber:
            co_return Handled{.kind = Handled::Kind::no_subscriber};
        case Turn::Taken::campaign_unknown:
            co_return Handled{.kind = Handled::Kind::unavailable};
        case Turn::Taken::unreadable:
            break;
    }
    world_.log.error("worker_record_unreadable", {{"id", trace}});
    co_return Handled{.kind = Handled::Kind::unreadable};
}

// What is promised with a question may rest on what others said of the item, and she may name an
// earlier answer of hers. False: the store is away.
awaitable<bool> Engine::decide(const Cell& cell, Turn& turn) {
    turn.decide();
    for (int reads = 0; reads < Turn::reads_max; ++reads) {
        const auto item = turn.unread();
        if (!item) break;
        store::LoadRequest request;
        request.cell = cell.settings.cell;
        request.also.push_back(keys::item_state(*item));
        world_.metrics.turn_round_trips.Increment();
        const auto loaded = co_await store::load(world_.store, std::move(request));
        if (!loaded) co_return false;
        turn.read(*item, loaded->also.front());
        turn.decide();
    }
    co_return true;
}

// A number that was silent for too long is taken from her together with its own record. False: the
// store is away, or what it holds can't be read.
awaitable<bool> Engine::free_number(const Cell& cell, Turn& turn) {
    const auto number = turn.number_left();
    if (!number) co_return true;
    world_.metrics.turn_round_trips.Increment();
    store::LoadRequest request{
        .cell = cell.settings.cell, .record_key = keys::worker(*number), .also = {}};
    const auto loaded = co_await store::load(world_.store, std::move(request));
    if (!loaded) co_return false;
    co_return turn.free_number(loaded->record);
}

awaitable<std::optional<Handled>> Engine::attempt(Cell& cell, EventRequest& request) {
    Turn turn(cell.settings, cell.board, request);
    const std::uint64_t era = world_.store.era();
    auto warm = cell.warm.take(request.event.worker, era, request.event.at);
    const bool remembered = warm && turn.take(std::move(*warm));
    if (!remembered) {
        auto ended = co_await load(turn, request.trace);
        if (ended) co_return std::move(*ended);
        if (turn.worker().ties.another_of) {
            cell.others.keep(request.event.worker, turn.whose_number());
            request.number_checked = true;
            co_return std::nullopt;
        }
        if (!turn.is_her_number()) {
            cell.others.forget(*request.came_as);
            co_return std::nullopt;
        }
    }
    bool waits_for_items = turn.misses_hers();
    if (!waits_for_items) {
        const bool decided = co_await decide(cell, turn);
        if (!decided) co_return Handled{.kind = Handled::Kind::unavailable};
        waits_for_items = turn.wants_items();
    }
    std::vector<ItemRef> missing = turn.missing_items();
    if (waits_for_items) {
        world_.metrics.turn_round_trips.Increment();
        const bool fetched = co_await fetch(cell, std::move(missing));
        if (!fetched) co_return Handled{.kind = Handled::Kind::unavailable};
        const bool decided = co_await decide(cell, turn);
        if (!decided) co_return Handled{.kind = Handled::Kind::unavailable};
    } else if (!missing.empty()) {
        const auto executor = co_await boost::asio::this_coro::executor;
        co_spawn(executor, fetch_ahead(cell, std::move(missing)), boost::asio::detached);
    }
    const bool freed = co_await free_number(cell, turn);
    if (!freed) co_return Handled{.kind = Handled::Kind::unavailable};
    // Only a commit shows that what is remembered still holds.
    if (remembered && (turn.step().effects.duplicate || turn.idle())) co_return std::nullopt;
    if (turn.step().effects.duplicate) co_return handled(Handled::Kind::duplicate, turn);
    if (turn.idle()) co_return handled(Handled::Kind::applied, turn);
    store::Batch batch = turn.take_batch();
    world_.metrics.turn_round_trips.Increment();
    const auto outcome = co_await store::commit(world_.store, std::move(batch));
    if (!outcome) {
        world_.metrics.commits[CommitOutcome::failed].Increment();
        co_return handled(Handled::Kind::unavailable, turn);
    }
    if (outcome->applied) {
        world_.metrics.commits[CommitOutcome::applied].Increment();
        turn.applied();
        if (const auto number = turn.number_left()) {
            cell.others.forget(*number);
            co_return std::nullopt;
        }
        count(turn);
        keep_warm(cell, turn, *outcome, era);
        co_return handled(Handled::Kind::applied, turn);
    }
    world_.metrics.commits[CommitOutcome::guard_failed].Increment();
    if (!turn.refused(outcome->guard_failed)) co_return handled(Handled::Kind::superseded, turn);
    world_.metrics.step_conflicts.Increment();
    co_return std::nullopt;
}

// What was loaded before the store went away may be of another past than what it is committed to.
void Engine::keep_warm(Cell& cell, const Turn& turn, const store::CommitOutcome& outcome,
                       std::uint64_t era) {
    auto warm = turn.warm(outcome);
    if (!warm) return;
    warm->era = era;
    cell.warm.keep(turn.worker_id(), std::move(warm));
}

awaitable<Handled> Engine::handle(Cell& cell, EventRequest request) {
    for (int tries = 0; tries < tries_max; ++tries) {
        cell.others.lead(request);
        std::optional<Handled> handled = co_await attempt(cell, request);
        if (handled) co_return std::move(*handled);
        if (std::chrono::steady_clock::now() > request.until) break;
    }
    co_return Handled{.kind = Handled::Kind::contended};
}

void Engine::count(const Turn& turn) {
    const taskflow::Effects& effects = turn.step().effects;
    for (const taskflow::EarlierAnswer& each : effects.earlier)
        count_answer(each.answer);
    if (effects.answer) count_answer(*effects.answer);
    if (effects.correction) world_.metrics.answers[AnswerKind::corrected].Increment();
    for (const records::ItemOutcome outcome : turn.closes()) {
        const bool sure = outcome == records::ItemOutcome::confident;
        const auto reason = sure ? CloseReason::confident : CloseReason::exhausted;
        world_.metrics.items_closed[reason].Increment();
    }
}

void Engine::count_answer(const taskflow::AnswerRecord& answer) {
    const auto kind = answer.surplus ? AnswerKind::surplus : AnswerKind::accepted;
    world_.metrics.answers[kind].Increment();
}

}  // namespace kazi::gateway::engine
