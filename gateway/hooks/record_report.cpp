// SPDX-License-Identifier: Apache-2.0
// What a delivery report changes: the state of its message, and the worker who blocked us.
#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/hooks/hooks.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::hooks {

using boost::asio::awaitable;
using engine::Handled;

namespace {

// A number that no plan has can't leave, and a repeat of its report would change nothing.
bool is_settled(Handled::Kind kind) {
    return kind == Handled::Kind::applied || kind == Handled::Kind::duplicate ||
           kind == Handled::Kind::no_subscriber;
}

}  // namespace

// Load, move forward, commit under the version; a second report at once only costs a second try.
awaitable<bool> Hooks::record_report(Route& route, protocols::DeliveryReport report) {
    for (int tries = 0; tries < 3; ++tries) {
        const auto found = co_await find_message(route, report.message_id);
        if (!found) co_return false;
        const MessageState& before = found->state;
        const MessageState after =
            after_report(before, report.status, report.final, found->reported_part);
        engine::Attachment moved;
        if (before.version == 0 || after != before) {
            moved.guards.push_back(store::VersionIs{{found->key}, before.version});
            moved.writes.push_back(store::Put{
                {found->key}, pack_message_state(after, before.version + 1), message_kept_s});
        }
        std::optional<taskflow::WorkerId> blocked_by;
        if (report.opted_out) blocked_by = after.worker;
        if (report.opted_out && report.to) blocked_by = identity_.worker_of(*report.to);
        const auto recorded = co_await apply_report(route, std::move(moved), blocked_by);
        if (recorded != Handled::Kind::superseded) co_return is_settled(recorded);
    }
    co_return false;
}

// Where the state stands that a report under this id is about: a part's is with the first part's.
awaitable<std::optional<Hooks::FoundMessage>> Hooks::find_message(Route& route, std::string id) {
    FoundMessage found;
    for (int step = 0; step < 2; ++step) {
        found.key = keys::message(route.name, id);
        store::LoadRequest request{
            .cell = route.cell->settings.cell, .record_key = {}, .also = {{found.key}}};
        const auto loaded = co_await store::load(world_.store, std::move(request));
        if (!loaded) co_return std::nullopt;
        const auto& bytes = loaded->also.front();
        const auto known = bytes ? message_state_from(*bytes) : std::nullopt;
        found.state = known.value_or(MessageState{});
        if (found.state.whole.empty()) break;
        found.reported_part = found.state.part;
        id = found.state.whole;
    }
    co_return found;
}

// Superseded: somebody else's report was faster. One who blocked us leaves in the same commit.
awaitable<Handled::Kind> Hooks::apply_report(Route& route, engine::Attachment moved,
                                             std::optional<taskflow::WorkerId> blocked_by) {
    if (blocked_by) {
        engine::EventRequest blocked;
        blocked.event = {*blocked_by, world_.clock.now(), taskflow::OptedOut{}};
        blocked.trace = new_trace(world_.entropy);
        blocked.attachment = std::move(moved);
        const Handled handled = co_await engine_.handle(*route.cell, std::move(blocked));
        co_return handled.kind;
    }
    if (moved.writes.empty()) co_return Handled::Kind::duplicate;
    store::Batch batch;
    batch.cell = route.cell->settings.cell;
    batch.guards = std::move(moved.guards);
    batch.writes = std::move(moved.writes);
    const auto outcome = co_await store::commit(world_.store, std::move(batch));
    if (!outcome) co_return Handled::Kind::unavailable;
    co_return outcome->applied ? Handled::Kind::applied : Handled::Kind::superseded;
}

}  // namespace kazi::gateway::hooks
