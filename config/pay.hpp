// SPDX-License-Identifier: Apache-2.0
// How a market's workers are paid, and what their work is worth at least.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kazi::config {

/// [market.NAME.networks.NETWORK]
struct Network {
    std::string name;
    std::vector<std::string> codes;           ///< what aggregators call it, in lower case
    std::vector<std::int64_t> top_ups_micro;  ///< the only ones that it sells; empty: any in range
    std::int64_t reply_cost_micro = 0;        ///< of an SMS to us
};

/// [market.NAME.pay]. Amounts are micro-units of the market's currency.
struct Pay {
    bool pin = false;
    int pin_after_days = 90;    ///< of silence: asked for again
    int network_days = 30;      ///< a network that was told is believed for so long
    bool automatic = true;      ///< for who wished nothing else …
    std::int64_t at_micro = 0;  ///< … as soon as this much has collected
    bool money = false;         ///< offered instead of airtime
    std::int64_t money_fee_micro = 0;
    std::int64_t money_minimum_micro = 0;
    std::int64_t money_step_micro = 0;
    std::int64_t money_maximum_micro = 0;
    std::int64_t reply_cost_micro = 0;  ///< of an SMS to us, from networks that say nothing else
    std::int64_t floor_hour_micro = 0;  ///< least pay for an hour of work; 0: no floor
    int reserve_percent = 25;           ///< of the pay, kept to make up for a floor that was missed
    std::uint32_t effort_choice_s = 15;  ///< that an answer takes, until it is measured
    std::uint32_t effort_yes_no_s = 12;
    std::uint32_t effort_number_s = 20;
    std::uint32_t effort_text_s = 40;
    int effort_question_days = 30;  ///< a worker is asked how long an SMS took; 0: never
};

}  // namespace kazi::config
