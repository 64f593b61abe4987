// SPDX-License-Identifier: Apache-2.0
// The shipped message catalogues as the dialogue takes them.
#pragma once

#include "config/error.hpp"
#include "taskflow/dialogue/phrasebook.hpp"

namespace kazi::gateway::engine {

/// Every shipped language; what one lacks falls back to `fallback`. Throws std::runtime_error
/// when a shipped catalogue is damaged.
[[nodiscard]] taskflow::dialogue::Phrasebook shipped_phrases(const taskflow::Language& fallback);

}  // namespace kazi::gateway::engine
