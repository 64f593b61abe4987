// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/engine.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/observe/metrics.hpp"
#include "gateway/records/item_record.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::engine {

namespace {

using boost::asio::awaitable;
using taskflow::ItemRef;

// Two daemons and a timer may be at one worker at once; more than this is a fault elsewhere.
constexpr int tries_max = 8;

std::map<std::uint32_t, std::vector<std::string>> by_campaign(const std::vector<ItemRef>& items) {
    std::map<std::uint32_t, std::vector<std::string>> wanted;
    for (const ItemRef& item : items)
        wanted[item.campaign].push_back(std::to_string(item.index));
    return wanted;
}

}  // namespace

// Cold path: the warm one finds every item on the board.
awaitable<bool> Engine::fetch(Cell& cell, std::vector<ItemRef> items) {
    for (auto& [campaign, names] : by_campaign(items)) {
        const std::string key = keys::items(campaign);
        const auto values = co_await store::fields(world_.store, cell.settings.cell, key, names);
        if (!values) co_return false;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (!(*values)[i]) continue;
            auto item = records::item_from(*(*values)[i]);
            const auto index = static_cast<std::uint32_t>(std::stoul(names[i]));
            if (item) cell.board.keep({campaign, index}, std::move(*item));
        }
    }
    co_return true;
}

awaitable<std::optional<Handled>> Engine::attempt(Cell& cell, const EventRequest& request) {
    Turn turn(cell.settings, cell.board, request);
    store::LoadRequest what = turn.load_request();
    const auto loaded = co_await store::load(world_.store, std::move(what));
    if (!loaded) co_return Handled{.kind = Handled::Kind::unavailable};
    const Turn::Taken taken = turn.take(*loaded);
    if (taken == Turn::Taken::no_subscriber)
        co_return Handled{.kind = Handled::Kind::no_subscriber};
    if (taken == Turn::Taken::unreadable) {
        world_.log.error("worker_record_unreadable", {{"id", request.trace}});
        co_return Handled{.kind = Handled::Kind::unreadable};
    }
    std::vector<ItemRef> missing = turn.missing_items();
    if (!missing.empty()) {
        const bool fetched = co_await fetch(cell, std::move(missing));
        if (!fetched) co_return Handled{.kind = Handled::Kind::unavailable};
    }
    turn.decide();
    const taskflow::Step& step = turn.step();
    Handled handled{Handled::Kind::duplicate, step.effects, step.worker.language};
    if (step.effects.duplicate) co_return handled;
    if (turn.idle()) {
        handled.kind = Handled::Kind::applied;
        co_return handled;
    }
    store::Batch batch = turn.batch();
    const auto outcome = co_await store::commit(world_.store, std::move(batch));
    if (!outcome) {
        world_.metrics.commits[CommitOutcome::failed].Increment();
        handled.kind = Handled::Kind::unavailable;
        co_return handled;
    }
    if (outcome->applied) {
        world_.metrics.commits[CommitOutcome::applied].Increment();
        turn.applied();
        count(turn);
        handled.kind = Handled::Kind::applied;
        co_return handled;
    }
    world_.metrics.commits[CommitOutcome::guard_failed].Increment();
    if (turn.refused(outcome->guard_failed)) co_return std::nullopt;
    handled.kind = Handled::Kind::superseded;
    co_return handled;
}

awaitable<Handled> Engine::handle(Cell& cell, EventRequest request) {
    for (int tries = 0; tries < tries_max; ++tries) {
        std::optional<Handled> handled = co_await attempt(cell, request);
        if (handled) co_return std::move(*handled);
        world_.metrics.step_conflicts.Increment();
        if (std::chrono::steady_clock::now() > request.until) break;
    }
    co_return Handled{.kind = Handled::Kind::contended};
}

void Engine::count(const Turn& turn) {
    const auto& answer = turn.step().effects.answer;
    if (answer) {
        const auto kind = answer->surplus ? AnswerKind::surplus : AnswerKind::accepted;
        world_.metrics.answers[kind].Increment();
    }
    if (!turn.closes()) return;
    const bool sure = *turn.closes() == records::ItemOutcome::confident;
    const auto reason = sure ? CloseReason::confident : CloseReason::exhausted;
    world_.metrics.items_closed[reason].Increment();
}

}  // namespace kazi::gateway::engine
