// SPDX-License-Identifier: Apache-2.0
// One step through UTF-8, by ICU's rules.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace kazi::protocols {

/// The code point at byte `at` (which must be inside the text); moves `at` behind it. Empty for
/// bytes that are not UTF-8, of which it takes as many as belong together.
[[nodiscard]] std::optional<char32_t> next_code_point(std::string_view text, std::size_t& at);

}  // namespace kazi::protocols
