// SPDX-License-Identifier: Apache-2.0
// Texts with holes, as a route's settings write them: {text}, {msisdn}. What fills a hole is
// escaped for where it stands.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace kazi::protocols {

/// Where a value is going to stand.
enum class Escape : std::uint8_t { none, url, json, xml };

/// What the content type of a body asks for; `none` for plain text.
[[nodiscard]] Escape escape_of(std::string_view content_type);

/// The value, made safe for that place. UTF-8 in, UTF-8 out.
[[nodiscard]] std::string escaped(std::string_view value, Escape escape);

/// What a hole of that name is filled with, not yet escaped; empty for a name nobody knows.
using HoleValue = std::function<std::string(std::string_view name)>;

/// Fills every {name}, a name being letters, digits, `_`, `-` and `.`; other braces stay, so that
/// JSON can be written as it is.
[[nodiscard]] std::string fill_holes(std::string_view pattern, Escape escape,
                                     const HoleValue& value_of);

/// True when the pattern has a hole.
[[nodiscard]] bool has_holes(std::string_view pattern);

}  // namespace kazi::protocols
