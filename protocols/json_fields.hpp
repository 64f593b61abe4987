// SPDX-License-Identifier: Apache-2.0
// One flat JSON object, read without building a tree.
#pragma once

#include <string_view>

#include "protocols/fields.hpp"
#include "protocols/refusal.hpp"

namespace kazi::protocols {

/// Arrays and objects inside one another deeper than this are refused.
inline constexpr std::size_t json_depth_max = 32;

/// Reads one complete JSON object; members that are objects or arrays are kept as `nested`, without
/// their content. Lone surrogates become U+FFFD; bytes that are not UTF-8 stay as they are.
/// Fails: not one object, anything after it, too deep, ambiguous names, more than `fields_max`.
[[nodiscard]] Parsed<Fields> parse_flat_json(std::string_view body);

}  // namespace kazi::protocols
