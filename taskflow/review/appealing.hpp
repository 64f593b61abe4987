// SPDX-License-Identifier: Apache-2.0
// APPEAL: against the rejection of an answer, or against getting no questions any more.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// The case that stands at the end of what came after APPEAL; nothing where no number does.
[[nodiscard]] std::optional<std::uint32_t> case_number_in(std::string_view words);

/// True when a rejection of hers has this number and is not decided for good.
[[nodiscard]] bool has_case(const Worker& worker, std::uint32_t number);

/// Her rejection `rest` names, or without a number the last one that she has not appealed against:
/// other judges are asked for. Whoever is frozen asks by APPEAL alone for a person to look at that
/// first. What came of it joins the news.
void appeal(Turn& turn, std::string_view rest);

/// True while APPEAL alone would open a case about an answer.
[[nodiscard]] bool can_appeal(const Turn& turn);

/// By her timer: what a person decided about her being frozen, once she may be written to.
void tell_verdict(Turn& turn);

/// When her timer is to try that; 0: nothing is to be told.
[[nodiscard]] Instant verdict_wake(const Worker& worker, Instant now);

}  // namespace kazi::taskflow
