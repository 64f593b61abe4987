// SPDX-License-Identifier: Apache-2.0
// The dialogue's map as text that other programs draw.
#pragma once

#include <string>

#include "taskflow/map/dialogue_map.hpp"

namespace kazi::taskflow::map {

/// Graphviz, and Mermaid.
[[nodiscard]] std::string as_dot(const DialogueMap& map);
[[nodiscard]] std::string as_mermaid(const DialogueMap& map);

/// Mermaid: each screen once, by the first way to it.
[[nodiscard]] std::string as_overview(const DialogueMap& map);

}  // namespace kazi::taskflow::map
