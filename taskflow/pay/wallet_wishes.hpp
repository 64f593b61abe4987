// SPDX-License-Identifier: Apache-2.0
// What a worker wants of her pay: airtime or money, when, and who may ask for it.
#pragma once

#include <cstdint>
#include <string>

#include "taskflow/ids.hpp"

namespace kazi::taskflow {

/// When pay leaves without PAY. Numbers are stored: append only.
enum class PayWhen : std::uint8_t {
    as_market = 0,  ///< she said nothing
    soon = 1,       ///< as soon as it buys something
    daily = 2,
    weekly = 3,
    at_amount = 4,
};

/// What her wallet waits to hear from her. Numbers are stored: append only.
enum class WalletAsk : std::uint8_t {
    nothing = 0,
    fee = 1,        ///< whether she agrees to what money costs
    new_pin = 2,    ///< four digits that she chooses
    known_pin = 3,  ///< the four that she chose
};

struct WalletWishes {
    bool money = false;
    PayWhen when = PayWhen::as_market;
    std::int64_t at_micro = 0;           ///< of at_amount
    std::int64_t agreed_fee_micro = -1;  ///< that she was shown and agreed to; −1: none
    Instant pay_at = 0;                  ///< daily, weekly: when what has collected is due; 0: none

    // Of the payout under way.
    bool open_money = false;
    std::int64_t open_fee_micro = 0;  ///< comes back with it
    std::uint8_t top_ups_left = 0;    ///< that follow it, one after another

    std::string network;             ///< the market's name for it; empty: not known
    std::uint16_t network_seen = 0;  ///< local day

    WalletAsk ask = WalletAsk::nothing;
    bool asked_by_sms = false;
    Instant asked_at = 0;

    std::uint64_t pin = 0;  ///< a keyed hash; 0: none yet
    std::uint8_t pin_tries = 0;
    Instant pin_closed_until = 0;
    bool pin_doubted = false;     ///< asked for once more before pay leaves
    std::uint16_t pin_heard = 0;  ///< local day when she was last heard of, once there is a PIN

    friend bool operator==(const WalletWishes&, const WalletWishes&) = default;
};

}  // namespace kazi::taskflow
