// SPDX-License-Identifier: Apache-2.0
// What a worker wrote to several questions at once.
#pragma once

#include <string_view>

#include "taskflow/tasks/pack_reading.hpp"
#include "taskflow/turn.hpp"

namespace kazi::taskflow {

/// What she typed, as answers to what is open of her pack. Needs: one is open.
[[nodiscard]] PackReading read_open_pack(const Turn& turn, std::string_view typed);

/// Takes the answers that could be read; asks for the rest again, three times at most. Then what
/// she sees next.
[[nodiscard]] Place answer_pack(Turn& turn, const PackReading& reading);

}  // namespace kazi::taskflow
