// SPDX-License-Identifier: Apache-2.0
// Where values stand in JSON that is known to be whole: objects in objects are read one level at a
// time, each from its own bytes.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace kazi::protocols {

/// The first object or list at or behind `at`, with its brackets; moves `at` behind it. Empty when
/// there is none. `at` must not be inside a string.
[[nodiscard]] std::string_view next_nested(std::string_view json, std::size_t& at);

/// The elements of a list, in order, each as it is written. `list` begins and ends with a bracket.
[[nodiscard]] std::vector<std::string_view> elements_of(std::string_view list);

}  // namespace kazi::protocols
