// SPDX-License-Identifier: Apache-2.0
// When a payout may leave and through which account, and what it waits for until then. Whoever
// sends it and whoever is asked why it waits decide by the same rules.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "gateway/payer/accounts.hpp"
#include "gateway/payer/spending.hpp"
#include "gateway/store/store.hpp"
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
    std::string_view msisdn;   ///< E.164 with plus; empty: erased
    std::string_view network;  ///< as `network_in` has it
    taskflow::Instant now = 0;
    bool window_open = false;
};
[[nodiscard]] Departure departure_of(Accounts& accounts, const Outgoing& outgoing);

/// The network that the worker of this record was last heard of on; empty: not known on that day.
[[nodiscard]] std::string network_in(const store::Record& worker, const Accounts& accounts,
                                     std::int64_t day);

/// The first minute of the next local day.
[[nodiscard]] taskflow::Instant next_local_day(
    const std::function<taskflow::LocalTime(taskflow::Instant)>& local_time, taskflow::Instant now);

}  // namespace kazi::gateway::payer
