// SPDX-License-Identifier: Apache-2.0
// Badges: what a worker once showed she can do, for campaigns that ask for it.
#pragma once

#include <string>
#include <string_view>

#include "taskflow/standing/worker_standing.hpp"

namespace kazi::taskflow {

/// Small letters, digits and '-', as many as a badge's name may have.
[[nodiscard]] bool is_badge(std::string_view name);

/// False: she has it already, or as many as she can hold.
[[nodiscard]] bool give_badge(WorkerStanding& standing, const std::string& badge);
/// False: she has it not.
[[nodiscard]] bool take_badge(WorkerStanding& standing, const std::string& badge);

}  // namespace kazi::taskflow
