// SPDX-License-Identifier: Apache-2.0
// When a payout may leave and through which account, and what it waits for until then. Whoever
// sends it and whoever is asked why it waits decide by the same rules.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "gateway/payer/accounts.hpp"
#include "gateway/payer/spending.hpp"
#include "taskflow/context.hpp"

namespace kazi::gateway::payer {

enum class WaitsFor : std::uint8_t {
    nothing,
    number,   ///< hers was erased
    route,    ///< nobody pays to that number, in that kind and amount
    spacing,  ///< the account sent her something a moment ago
    account,  ///< all that could pay are closed for now
};
[[nodiscard]] std::string_view to_string(WaitsFor what);

struct Departure {
    Account* account = nullptr;  ///< who sends it, or is to open first; null: nobody
    taskflow::Instant at = 0;    ///< not before then
    WaitsFor waits_for = WaitsFor::nothing;
};

/// A payout that wants to leave.
struct Outgoing {
    const billing::Payout& payout;  ///< no attempt of it is open
    const Payee& payee;
    std::string_view msisdn;  ///< E.164 with plus; empty: erased
    taskflow::Instant now = 0;
    bool window_open = false;
};
[[nodiscard]] Departure departure_of(Accounts& accounts, const Outgoing& outgoing);

/// The first minute of the next local day.
[[nodiscard]] taskflow::Instant next_local_day(
    const std::function<taskflow::LocalTime(taskflow::Instant)>& local_time, taskflow::Instant now);

}  // namespace kazi::gateway::payer
