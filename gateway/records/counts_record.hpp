// SPDX-License-Identifier: Apache-2.0
// A worker's counts as they are stored: cells of four bytes, which commits add to.
#pragma once

#include <optional>
#include <string_view>

#include "taskflow/quality/family.hpp"

namespace kazi::gateway::records {

/// Fails (nullopt) on bytes that are no cells, or more than the family has.
[[nodiscard]] std::optional<taskflow::quality::FamilyCounts> counts_from(
    taskflow::quality::Family family, std::string_view bytes);

}  // namespace kazi::gateway::records
