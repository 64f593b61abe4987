// SPDX-License-Identifier: Apache-2.0
#include "gateway/payer/pauses.hpp"

#include <utility>

#include "gateway/engine/keys.hpp"
#include "gateway/records/packed.hpp"
#include "gateway/store/await.hpp"

namespace kazi::gateway::payer {

namespace {

using boost::asio::awaitable;

constexpr auto last_cause = static_cast<std::uint8_t>(PauseCause::capped);
constexpr auto last_reason = static_cast<std::uint8_t>(billing::Reason::unreadable);

}  // namespace

std::string pack_pause(const Pause& pause) {
    records::Packer out;
    out.byte(static_cast<std::uint8_t>(pause.cause));
    out.signed_number(pause.until);
    out.byte(static_cast<std::uint8_t>(pause.reason));
    return out.take();
}

std::optional<Pause> pause_from(std::string_view bytes) {
    records::Unpacker in(bytes);
    const std::uint8_t cause = in.byte();
    Pause pause;
    pause.until = in.signed_number();
    const std::uint8_t reason = in.byte();
    if (!in.done() || cause > last_cause || reason > last_reason) return std::nullopt;
    pause.cause = static_cast<PauseCause>(cause);
    pause.reason = static_cast<billing::Reason>(reason);
    return pause;
}

awaitable<void> Pauses::tell(Accounts& accounts, taskflow::Instant now) {
    store::Batch batch;
    batch.cell = cell_;
    std::map<std::string, std::string> news;
    for (const Account& account : accounts.all()) {
        std::string packed = pack_pause(account.queue.pause(now));
        if (told_[account.name()] == packed) continue;
        store::Place place{keys::payout_accounts, account.name()};
        batch.writes.push_back(store::Put{std::move(place), packed});
        news[account.name()] = std::move(packed);
    }
    if (news.empty()) co_return;
    const auto outcome = co_await store::commit(store_, std::move(batch));
    if (!outcome || !outcome->applied) co_return;
    for (auto& [name, packed] : news)
        told_[name] = std::move(packed);
}

awaitable<store::StoreResult<bool>> take_over_pauses(store::Store& store, std::string cell,
                                                     Accounts& accounts) {
    std::vector<std::string> names;
    for (const Account& account : accounts.all())
        names.push_back(account.name());
    const auto found =
        co_await store::fields(store, std::move(cell), keys::payout_accounts, std::move(names));
    if (!found) co_return found.error();
    for (std::size_t i = 0; i < found->size(); ++i) {
        const auto pause = (*found)[i] ? pause_from(*(*found)[i]) : std::nullopt;
        if (pause) accounts.at(i).queue.take_over(*pause);
    }
    co_return true;
}

}  // namespace kazi::gateway::payer
