// SPDX-License-Identifier: Apache-2.0
// Whether and how long a client may look at answers before they are paid for good.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "taskflow/ids.hpp"

namespace kazi::taskflow {

/// Why an answer was not accepted: a closed list, told to the worker in her language. Stored.
enum class RejectReason : std::uint8_t {
    wrong = 1,         ///< another answer is right
    off_topic = 2,     ///< it does not answer this question
    incomplete = 3,    ///< something of it is missing
    instructions = 4,  ///< not given as the question asks
};
inline constexpr std::array<std::pair<RejectReason, std::string_view>, 4> reject_reasons{{
    {RejectReason::wrong, "wrong"},
    {RejectReason::off_topic, "off_topic"},
    {RejectReason::incomplete, "incomplete"},
    {RejectReason::instructions, "instructions"},
}};

/// An appeal that a campaign of one item settles: two who have come far answer the question anew,
/// without knowing why.
struct AppealedAnswer {
    ItemRef item;
    std::string value;  ///< what she answered, as results call it
};

struct ReviewTerms {
    std::uint32_t hours = 0;         ///< silence so long accepts; 0: accepted and paid at once
    std::uint32_t appeal_hours = 0;  ///< how long she may appeal after she was told
    std::optional<AppealedAnswer> judges{};  ///< set: this campaign settles that appeal

    [[nodiscard]] bool wanted() const { return hours > 0; }
};

}  // namespace kazi::taskflow
