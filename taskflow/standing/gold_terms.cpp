// SPDX-License-Identifier: Apache-2.0
#include "taskflow/standing/gold_terms.hpp"

#include <algorithm>

namespace kazi::taskflow {

std::optional<std::size_t> gold_place(const GoldTerms& terms, std::uint32_t index) {
    const auto at = std::ranges::find(terms.items, index, &GoldItem::index);
    if (at == terms.items.end()) return std::nullopt;
    return static_cast<std::size_t>(at - terms.items.begin());
}

std::optional<std::uint16_t> gold_label(const GoldTerms& terms, std::uint32_t index) {
    const auto place = gold_place(terms, index);
    if (!place || terms.items[*place].state != GoldState::active) return std::nullopt;
    return terms.items[*place].label;
}

}  // namespace kazi::taskflow
