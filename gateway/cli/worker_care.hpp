// SPDX-License-Identifier: Apache-2.0
// What an operator does for a worker, or asks about those that a partner brought.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "config/config.hpp"
#include "gateway/store/store.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::cli {

/// She leaves as if she had asked to be forgotten: a running daemon does it, within seconds.
[[nodiscard]] boost::asio::awaitable<int> forget_worker(store::Store& store,
                                                        const config::Config& config,
                                                        taskflow::WorkerId id);

/// She has no PIN any more: PAY asks her for a new one.
[[nodiscard]] boost::asio::awaitable<int> reset_pin(store::Store& store,
                                                    const config::Config& config,
                                                    taskflow::WorkerId id);

/// The code for her full file is used up. Not done: she was told another one, or it is too old.
[[nodiscard]] boost::asio::awaitable<int> use_data_code(store::Store& store,
                                                        const config::Config& config,
                                                        taskflow::WorkerId id, std::string code);

/// Somebody frozen, or whose number was doubted, may work and be paid again, and is told
/// so. `birth_year` 0: the stored one is right.
[[nodiscard]] boost::asio::awaitable<int> release_worker(store::Store& store,
                                                         const config::Config& config,
                                                         taskflow::WorkerId id, int birth_year);

/// Somebody frozen who asked for a person stays so, and is told.
[[nodiscard]] boost::asio::awaitable<int> keep_frozen(store::Store& store,
                                                      const config::Config& config,
                                                      taskflow::WorkerId id);

/// Gives her a badge, or takes it. Not done: she has it already, or has it not, or has too many.
[[nodiscard]] boost::asio::awaitable<int> change_badge(store::Store& store,
                                                       const config::Config& config,
                                                       taskflow::WorkerId id, std::string badge,
                                                       bool take);

/// One JSON line per code that is configured or was counted.
[[nodiscard]] boost::asio::awaitable<int> report_partners(store::Store& store,
                                                          const config::Config& config);

}  // namespace kazi::gateway::cli
