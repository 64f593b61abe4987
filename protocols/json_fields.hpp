// SPDX-License-Identifier: Apache-2.0
// One flat JSON object, read without building a tree.
#pragma once

#include <string_view>
#include <vector>

#include "protocols/fields.hpp"
#include "protocols/refusal.hpp"

namespace kazi::protocols {

/// Arrays and objects inside one another deeper than this are refused.
inline constexpr std::size_t json_depth_max = 32;

/// Reads one complete JSON object; members that are objects or arrays are kept as `nested`, their
/// JSON as the value. Lone surrogates become U+FFFD; bytes that are not UTF-8 stay as they are.
/// Fails: not one object, anything after it, too deep, ambiguous names, more than `fields_max`.
[[nodiscard]] Parsed<Fields> parse_flat_json(std::string_view body);

/// The members of an object inside. Fails with 400 when the field is absent or no object.
[[nodiscard]] Parsed<Fields> object_inside(const Fields& fields, std::string_view name);

/// The elements of a list inside, each as raw JSON; views into `fields`. Fails with 400 when the
/// field is absent or no list.
[[nodiscard]] Parsed<std::vector<std::string_view>> list_inside(const Fields& fields,
                                                                std::string_view name);

}  // namespace kazi::protocols
