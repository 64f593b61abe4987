// SPDX-License-Identifier: Apache-2.0
// A shipped configuration made fit for a test: what is not there can't be replaced.
#pragma once

#include <string>
#include <string_view>

namespace kazi::tests {

/// Replaces every `from`. Throws when there is none.
void replace(std::string& text, std::string_view from, std::string_view to);

/// What stands between `begin` and the next `end`. Throws when it isn't there.
[[nodiscard]] std::string between(std::string_view text, std::string_view begin,
                                  std::string_view end);

}  // namespace kazi::tests
