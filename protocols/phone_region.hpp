// SPDX-License-Identifier: Apache-2.0
// What the world's numbering plans say about a number. Includes no Boost: its source file sees
// another Boost than the rest of the house.
#pragma once

#include <string>
#include <string_view>

namespace kazi::protocols {

/// What is known of an E.164 number.
struct PhoneFacts {
    std::string region;            ///< ISO 3166 alpha-2; empty when no region has such numbers
    int country_calling_code = 0;  ///< 0 when there is none
    bool possible = false;         ///< the length fits the plan
    bool valid = false;            ///< the number lies in a range that is given out
};

/// Facts of an E.164 number with plus. Costs about 10 µs: for first contact, not for every turn.
[[nodiscard]] PhoneFacts phone_facts(std::string_view e164);

/// The plan's own example of a mobile number in that region (ISO 3166-1 alpha-2), E.164; empty for
/// a region that there is none of.
[[nodiscard]] std::string example_mobile(std::string_view region);

}  // namespace kazi::protocols
