// SPDX-License-Identifier: Apache-2.0
// What was loaded beside a worker's record, read: the states of her items, and her counts.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "taskflow/quality/family.hpp"
#include "taskflow/tasks/item.hpp"
#include "taskflow/worker.hpp"

namespace kazi::gateway::engine {

struct ItemStates {
    taskflow::ItemState asked;                ///< of her open question's item
    taskflow::ItemState answered;             ///< of the item that she answered last
    std::vector<taskflow::ItemState> beside;  ///< of what was asked with the question
};

/// The states that her record refers to, in the order in which it names them. Nothing: damaged.
[[nodiscard]] std::optional<ItemStates> states_from(
    const taskflow::Worker& worker, std::span<const std::optional<std::string>> referenced);

/// Her counts in each family; one in which nothing is known of her is left out. Nothing: damaged.
[[nodiscard]] std::optional<std::vector<taskflow::quality::FamilyCounts>> counts_from(
    const std::vector<taskflow::quality::Family>& families,
    std::span<const std::optional<std::string>> stored);

}  // namespace kazi::gateway::engine
