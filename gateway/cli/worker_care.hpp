// SPDX-License-Identifier: Apache-2.0
// What an operator does for a worker, or asks about those that a partner brought.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "config/config.hpp"
#include "gateway/store/store.hpp"

namespace kazi::gateway::cli {

/// She leaves as if she had asked to be forgotten: a running daemon does it, within seconds.
[[nodiscard]] boost::asio::awaitable<int> forget_worker(store::Store& store,
                                                        const config::Config& config,
                                                        std::string msisdn);

/// She has no PIN any more: PAY asks her for a new one.
[[nodiscard]] boost::asio::awaitable<int> reset_pin(store::Store& store,
                                                    const config::Config& config,
                                                    std::string msisdn);

/// Somebody frozen, or whose number was doubted, may work and be paid again. `birth_year` 0: the
/// stored one is right.
[[nodiscard]] boost::asio::awaitable<int> release_worker(store::Store& store,
                                                         const config::Config& config,
                                                         std::string msisdn, int birth_year);

/// Gives her a badge, or takes it. Not done: she has it already, or has it not, or has too many.
[[nodiscard]] boost::asio::awaitable<int> change_badge(store::Store& store,
                                                       const config::Config& config,
                                                       std::string msisdn, std::string badge,
                                                       bool take);

/// One JSON line per code that is configured or was counted.
[[nodiscard]] boost::asio::awaitable<int> report_partners(store::Store& store,
                                                          const config::Config& config);

}  // namespace kazi::gateway::cli
