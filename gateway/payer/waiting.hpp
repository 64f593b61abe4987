// SPDX-License-Identifier: Apache-2.0
// What a payout that has not come to its end waits for, told from what is stored.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/payer/departure.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::payer {

struct Waiting {
    /// sender, spacing, number_day_cap, day_cap, stopped, shut, recovery, number, route, retry,
    /// account, provider or person.
    std::string_view what;
    taskflow::Instant until = 0;  ///< 0: nobody can tell
    std::string account;          ///< whose doing it is; empty: nobody's
    std::string because;          ///< a reason's name, or why a person held it
};

/// Asks the store of one market. What is handed in outlives it.
class WaitingRoom {
public:
    using LocalClock = std::function<taskflow::LocalTime(taskflow::Instant)>;
    WaitingRoom(store::Store& store, std::string cell, Accounts& accounts, LocalClock local_time)
        : store_(store),
          cell_(std::move(cell)),
          accounts_(accounts),
          local_time_(std::move(local_time)) {}

    /// Nothing: it has come to its end. Fails: the store is away.
    boost::asio::awaitable<store::StoreResult<std::optional<Waiting>>> ask(billing::Payout payout,
                                                                           taskflow::Instant now);

private:
    /// A day's cap that an attempt would go beyond.
    struct Cap {
        const Account* account;
        bool of_number;
        store::AtLeast room;
    };
    struct Known {
        Payee payee;
        std::string msisdn;
        std::string network;
        bool window_open = false;
        std::vector<Cap> full;
    };

    boost::asio::awaitable<store::StoreResult<Known>> look_up(const billing::Payout& payout,
                                                              taskflow::Instant now);
    [[nodiscard]] std::vector<Cap> caps_of(const billing::Payout& payout,
                                           taskflow::Instant now) const;
    [[nodiscard]] std::optional<Waiting> before_retry(const billing::Payout& payout,
                                                      taskflow::Instant now);
    [[nodiscard]] Waiting to_leave(const billing::Payout& payout, const Known& known,
                                   taskflow::Instant now);

    store::Store& store_;
    std::string cell_;
    Accounts& accounts_;
    LocalClock local_time_;
};

}  // namespace kazi::gateway::payer
