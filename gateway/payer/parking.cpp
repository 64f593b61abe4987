// SPDX-License-Identifier: Apache-2.0
// Parking and the commit that records a reference exclude each other: parking asks that the
// reference is unknown, and whoever recorded it looks here afterwards. No notice falls between.
#include "gateway/payer/parking.hpp"

#include <utility>

#include "billing/payout_match.hpp"
#include "gateway/engine/keys.hpp"
#include "gateway/observe/log.hpp"
#include "gateway/payer/provider_call.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using boost::asio::awaitable;

constexpr std::size_t reference_guard = 0;

store::Place reference_place(const std::string& provider, const std::string& reference) {
    return {keys::payout_references, reference_field(provider, reference)};
}

}  // namespace

awaitable<std::optional<Parked>> Parking::load(std::string key) {
    store::LoadRequest request{.cell = desk_.cell(), .record_key = {}, .also = {{key}}};
    const auto loaded = co_await store::load(post_.world.store, std::move(request));
    if (!loaded) co_return std::nullopt;
    const auto& bytes = loaded->also.front();
    if (!bytes) co_return Parked{};
    co_return parked_from(*bytes);
}

awaitable<Parking::Place> Parking::park(const Account& account, std::string reference,
                                        Notice notice) {
    const std::string key = keys::parked(account.name(), reference);
    constexpr int tries_max = 4;
    for (int tries = 0; tries < tries_max; ++tries) {
        const auto parked = co_await load(key);
        if (!parked) co_return Place::store_away;
        const auto after = with_notice(*parked, notice);
        if (!after) co_return Place::full;
        store::Batch batch;
        batch.cell = desk_.cell();
        batch.guards.push_back(store::Absent{reference_place(account.name(), reference)});
        batch.guards.push_back(store::VersionIs{{key}, parked->version});
        batch.writes.push_back(
            store::Put{{key}, pack_parked(*after, parked->version + 1), parked_kept_s});
        const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
        if (!outcome) co_return Place::store_away;
        if (outcome->applied) co_return Place::kept;
        if (outcome->guard_failed == reference_guard) co_return Place::referenced;
    }
    co_return Place::store_away;
}

awaitable<bool> Parking::replay(const Account& account, std::string payout, std::string reference) {
    const std::string key = keys::parked(account.name(), reference);
    const auto parked = co_await load(key);
    if (!parked || parked->notices.empty()) co_return false;
    bool moved = false;
    for (const Notice& notice : parked->notices) {
        const Applied applied = co_await hear(account, payout, notice);
        if (!applied.heard()) co_return moved;
        moved = moved || applied.kind == Applied::Kind::moved;
    }
    store::Batch batch;
    batch.cell = desk_.cell();
    batch.guards.push_back(store::VersionIs{{key}, parked->version});
    batch.writes.push_back(store::Erase{{key}});
    // Left behind, it expires; heard a second time, it changes nothing.
    const auto outcome = co_await store::commit(post_.world.store, std::move(batch));
    post_.world.log.info("payout_notice_replayed",
                         {{"payout", payout}, {"erased", outcome && outcome->applied}});
    co_return moved;
}

awaitable<Applied> Parking::hear(const Account& account, std::string payout, Notice notice) {
    const auto message = read_notice(account.codec(), notice);
    const Found found = co_await desk_.load(payout);
    if (!found.stored) co_return Applied{};
    const auto attempt =
        message ? billing::match_attempt(found.stored->payout, *message) : std::nullopt;
    if (!attempt) co_return Applied{.kind = Applied::Kind::unchanged};
    const Unsaid unsaid{account.settings.account, message->msisdn};
    Capture said{Capture::Kind::callback, payout, *attempt, desk_.now(),
                 kept_text(notice.body, unsaid)};
    Along along = desk_.keeping(said);
    billing::PayoutEvent event = billing::CalledBack{*attempt, *message, true};
    co_return co_await desk_.apply(std::move(payout), std::move(event), std::move(along));
}

}  // namespace kazi::gateway::payer
