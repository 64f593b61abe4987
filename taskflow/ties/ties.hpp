// SPDX-License-Identifier: Apache-2.0
// How a worker's record is tied to friends whom she brought, and to other numbers of her own. A
// worker without any of it costs no byte.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "taskflow/ids.hpp"

namespace kazi::taskflow {

/// Another number of hers, which gets a new owner when it is silent for too long.
struct OtherNumber {
    WorkerId id;
    std::uint16_t heard_day = 0;  ///< the local day on which it last did something; 0: unknown

    friend bool operator==(const OtherNumber&, const OtherNumber&) = default;
};

struct Ties {
    std::string code;               ///< that brings her friends; empty: she never asked for one
    std::string invited_by;         ///< the code of a friend who will be paid for her; else empty
    std::uint16_t month = 0;        ///< local, since January 1970, of the count below
    std::uint8_t friends_paid = 0;  ///< friends she was paid for in it
    std::string link_code;          ///< that another phone of hers may send …
    Instant link_until = 0;         ///< … until then
    std::uint16_t link_day = 0;     ///< the local day of the count below
    std::uint8_t link_tries = 0;    ///< codes that this number sent on it
    std::optional<WorkerId> another_of{};  ///< this number is that worker's, and so is all she does
    std::vector<OtherNumber> numbers{};    ///< her other numbers
    std::uint16_t own_heard_day = 0;       ///< as theirs, of the first one; kept beside others only

    friend bool operator==(const Ties&, const Ties&) = default;
};

/// Numbers that one person may have, the first included.
inline constexpr std::size_t numbers_max = 3;

/// What a market pays for friends.
struct ReferralRules {
    std::int64_t pay_micro = 0;        ///< for each; 0: nothing is paid
    std::uint32_t after_answers = 10;  ///< accepted, of the friend's
    std::uint8_t per_month_max = 5;    ///< friends of one worker
    std::int64_t budget_month_micro = 0;
};

/// What a step wants done about them.
struct TieChanges {
    std::string new_code{};      ///< is to be hers alone
    std::string friend_of{};     ///< she worked long enough for whoever has this code to be paid
    std::string link_offered{};  ///< leads to her from now on
    std::string link_asked{};    ///< she says that this number is another one of whose code it is
    std::string erased_code{};
    std::vector<WorkerId> erased_numbers{};
    std::optional<WorkerId> number_left{};  ///< is hers no more, and who has it is nobody known
};

}  // namespace kazi::taskflow
