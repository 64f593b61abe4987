// SPDX-License-Identifier: Apache-2.0
// Teaches a reader the texts that the daemon ships with.
#pragma once

#include <optional>
#include <string>

#include "tests/simulator/crowd/reader.hpp"

namespace kazi::simulator::crowd {

/// Fails: says what is wrong with the shipped catalogues, or which key the reader misses.
[[nodiscard]] std::optional<std::string> learn_shipped_languages(Reader& reader);

}  // namespace kazi::simulator::crowd
