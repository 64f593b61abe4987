// SPDX-License-Identifier: Apache-2.0
// Codes that people read to each other or type over from one phone to another.
#pragma once

#include <string>
#include <string_view>

#include "taskflow/ids.hpp"

namespace kazi::taskflow {

inline constexpr std::size_t friend_code_letters = 7;
inline constexpr std::size_t link_code_digits = 8;

/// Drawn from her id, which nobody outside can know, and the moment. Letters and digits that are
/// not taken for each other.
[[nodiscard]] std::string friend_code(const WorkerId& id, Instant at);
[[nodiscard]] std::string link_code(const WorkerId& id, Instant at);

/// `typed` as such a code, in capitals; empty when it can't be one.
[[nodiscard]] std::string as_friend_code(std::string_view typed);
/// The digits of `typed`; empty when they are not as many as such a code has.
[[nodiscard]] std::string as_link_code(std::string_view typed);

}  // namespace kazi::taskflow
