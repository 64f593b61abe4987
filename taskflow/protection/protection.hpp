// SPDX-License-Identifier: Apache-2.0
// What a worker's record keeps so that work does her no harm: her own wishes, how much she did
// lately, and what has to be asked again. A worker without any of it costs no byte.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "taskflow/protection/care.hpp"

namespace kazi::taskflow {

struct Protection {
    HourSpan wish;  ///< when she may be written to unasked; empty: whenever it is legal
    std::uint16_t rest_day = 0;  ///< the local day on which she wants to be left alone
    std::uint16_t day = 0;       ///< the local day that the counts below were last true on
    std::uint32_t seconds_today = 0;
    std::uint32_t seconds_this_week = 0;   ///< today included
    std::uint16_t messages_this_week = 0;  ///< that she did not ask for
    std::uint16_t heard_day = 0;           ///< the local day on which she last did something
    std::uint16_t year_checked_day = 0;    ///< the local day of her newest year of birth
    bool owner_unsure = false;             ///< her number may be somebody else's now: no pay leaves
    bool leaving = false;                  ///< FORGET ME was confirmed: erased as soon as paid out
    bool erased = false;                   ///< her number was erased; this is what is left
    std::int64_t forget_asked_at = 0;  ///< when she was asked whether she is sure; 0: she wasn't
    std::string partner;               ///< the code that she joined with
    std::int8_t clock_quarters =
        0;  ///< quarters of an hour that her clock is ahead of the market's
    std::array<std::uint8_t, 8> at_work{};  ///< how often she was seen in each three hours of a day

    friend bool operator==(const Protection&, const Protection&) = default;
};

}  // namespace kazi::taskflow
