// SPDX-License-Identifier: Apache-2.0
// What may go wrong, how often in this seed, and how often it did.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/sim/chance.hpp"

namespace kazi::sim {

enum class Fault : std::uint8_t {
    callback_lost,
    callback_doubled,
    callback_late,
    callback_retried,  ///< counted: the aggregator got no 'taken' and calls again
    page_lost,         ///< the network drops a USSD answer
    turn_late,         ///< a USSD turn is not done when its page has to leave
    session_dropped,
    message_lost,
    message_doubled,
    message_refused,  ///< the aggregator takes no SMS for now
    worker_blocked,   ///< the aggregator says that she left
    store_not_sent,
    store_refused,
    store_request_lost,
    store_reply_lost,
    store_tail_lost,
    daemon_crashed,
    provider_unreachable,
    provider_turned_away,
    provider_hasty_refusal,  ///< says 'try later', and pays all the same
    provider_request_lost,   ///< bytes left, and nothing was done
    provider_refused,
    provider_reply_lost,
    provider_callback_never,
    provider_callback_thrice,
    provider_callback_early,
    provider_callback_late,
    provider_callback_undelivered,
    provider_late_success,
    provider_wrong_amount,
    provider_blind_lookup,
    provider_forged,
};
inline constexpr std::size_t fault_count = 32;

[[nodiscard]] std::string_view to_string(Fault fault);
/// The highest rate that a seed may draw for it.
[[nodiscard]] int permille_max(Fault fault);

using Rates = std::array<int, fault_count>;
using FaultCounts = std::array<std::uint64_t, fault_count>;

/// Decides whether a fault strikes. While calm, none does and nothing is drawn.
class Fate {
public:
    Fate(const Rates& permille, std::uint64_t seed) : permille_(permille), chance_(seed, 1) {}

    [[nodiscard]] bool strikes(Fault fault);
    void count(Fault fault) { ++counts_[static_cast<std::size_t>(fault)]; }
    void set_calm(bool calm) { calm_ = calm; }
    [[nodiscard]] bool is_calm() const { return calm_; }
    [[nodiscard]] const FaultCounts& counts() const { return counts_; }

private:
    Rates permille_;
    Chance chance_;
    FaultCounts counts_{};
    bool calm_ = true;
};

}  // namespace kazi::sim
