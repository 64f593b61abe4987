// SPDX-License-Identifier: Apache-2.0
// How the accounts' queues stand, left in the store for whoever asks why nothing leaves. Told by
// the daemon that saw it last; no payout is decided by it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/payer/accounts.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::payer {

[[nodiscard]] std::string pack_pause(const Pause& pause);
/// Fails (nullopt) on bytes that no version of this code wrote.
[[nodiscard]] std::optional<Pause> pause_from(std::string_view bytes);

/// Remembers what it told, and tells only what is new.
class Pauses {
public:
    /// Both outlive it.
    Pauses(store::Store& store, const std::string& cell) : store_(store), cell_(cell) {}

    boost::asio::awaitable<void> tell(Accounts& accounts, taskflow::Instant now);

private:
    store::Store& store_;
    const std::string& cell_;
    std::map<std::string, std::string> told_;  ///< account → bytes
};

/// Closes the queues of these accounts as the store says that they are. Fails: the store is away.
boost::asio::awaitable<store::StoreResult<bool>> take_over_pauses(store::Store& store,
                                                                  std::string cell,
                                                                  Accounts& accounts);

}  // namespace kazi::gateway::payer
