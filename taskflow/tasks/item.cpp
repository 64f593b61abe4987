// SPDX-License-Identifier: Apache-2.0
#include "taskflow/tasks/item.hpp"

#include <utility>

namespace kazi::taskflow {

void renumber_labels(ItemState& state) {
    if (state.labels.empty()) return;
    const std::vector<std::string> before = std::exchange(state.labels, {});
    for (GivenAnswer& answer : state.answers) {
        const std::string& text = before.at(answer.label);
        const auto known = std::find(state.labels.begin(), state.labels.end(), text);
        answer.label = static_cast<std::uint16_t>(known - state.labels.begin());
        if (known == state.labels.end()) state.labels.push_back(text);
    }
}

}  // namespace kazi::taskflow
