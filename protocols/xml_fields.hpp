// SPDX-License-Identifier: Apache-2.0
// An XML body as fields: every element that holds no other is one. An XML-RPC struct's members are
// named by their own `name` element.
#pragma once

#include <string_view>

#include "protocols/fields.hpp"
#include "protocols/refusal.hpp"

namespace kazi::protocols {

/// Deeper nesting is refused.
inline constexpr std::size_t xml_depth_max = 32;

/// Reads UTF-8 XML. Names come without their prefix, attributes are ignored. Fails: what is not
/// well formed, a document type or an entity of its own, ambiguous names, too many fields.
[[nodiscard]] Parsed<Fields> parse_flat_xml(std::string_view body);

/// The encoding that the XML declaration names, or empty.
[[nodiscard]] std::string_view xml_encoding(std::string_view body);

}  // namespace kazi::protocols
