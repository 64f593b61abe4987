// SPDX-License-Identifier: Apache-2.0
// One connection to an aggregator at run time: its dialect, its settings, its cell.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "gateway/engine/engine.hpp"
#include "gateway/hooks/delivery_proofs.hpp"
#include "gateway/hooks/fence.hpp"
#include "gateway/http/address_list.hpp"
#include "gateway/observe/metrics.hpp"
#include "protocols/dialect.hpp"

namespace kazi::gateway::hooks {

/// Lives as long as the daemon.
struct Route {
    std::string name;
    const protocols::Dialect* dialect = nullptr;
    protocols::RouteSettings settings;
    engine::Cell* cell = nullptr;
    RouteMetrics* metrics = nullptr;
    DeliveryProofs* proofs = nullptr;    ///< null: nobody asks for proofs
    http::AddressList callers{};         ///< who may call; empty: anybody who has the proof
    std::vector<std::string> countries;  ///< whose numbers it serves, ISO 3166; empty: all
    std::int64_t price_micro = 0;        ///< one segment, in the market's currency
    int messages_per_second = 10;
    int sender_messages_per_second = 0;      ///< of its sender ID, on all routes; 0: no limit
    int recipient_messages_per_minute = 60;  ///< to one number; 0: no limit
    /// When a USSD turn must have its page; 0: as all routes.
    std::chrono::milliseconds ussd_deadline{0};
    Fence fence{};
    Alarm fence_alarm{};
    Alarm impossible_alarm{};
};

}  // namespace kazi::gateway::hooks
