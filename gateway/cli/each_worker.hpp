// SPDX-License-Identifier: Apache-2.0
// Every worker of a cell, one by one.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <string>

#include "gateway/store/store.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::cli {

using WorkerVisit = std::function<void(const taskflow::WorkerId& id, const taskflow::Worker&)>;

/// Those whose number is kept, in no order. False: the store is away, or a record is damaged.
[[nodiscard]] boost::asio::awaitable<bool> each_worker(store::Store& store, std::string cell,
                                                       WorkerVisit visit);

}  // namespace kazi::gateway::cli
