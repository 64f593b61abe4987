// SPDX-License-Identifier: Apache-2.0
// Lots that are drawn from ids: as good as chance to who does not know the id, and always the same.
#pragma once

#include <cstdint>

#include "taskflow/ids.hpp"

namespace kazi::taskflow {

[[nodiscard]] std::uint64_t lot_of(const WorkerId& id, std::uint32_t salt);
[[nodiscard]] std::uint64_t lot_of(std::uint64_t lot, std::uint32_t salt);

}  // namespace kazi::taskflow
