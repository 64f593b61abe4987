// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/loaded_states.hpp"

#include <algorithm>
#include <utility>

#include "gateway/records/counts_record.hpp"
#include "gateway/records/item_record.hpp"

namespace kazi::gateway::engine {

using namespace taskflow;

std::optional<ItemStates> states_from(const Worker& worker,
                                      std::span<const std::optional<std::string>> referenced) {
    ItemStates states;
    std::size_t nth = 0;
    const auto take_one = [&](ItemState& into) {
        const std::size_t at = nth++;
        if (at >= referenced.size() || !referenced[at]) return true;
        auto state = records::item_state_from(*referenced[at]);
        if (state) into = std::move(*state);
        return state.has_value();
    };
    if (worker.question && !take_one(states.asked)) return std::nullopt;
    if (worker.last_answer && !take_one(states.answered)) return std::nullopt;
    states.beside.resize(worker.pack.rest.size());
    if (!std::ranges::all_of(states.beside, take_one)) return std::nullopt;
    return states;
}

std::optional<std::vector<quality::FamilyCounts>> counts_from(
    const std::vector<quality::Family>& families,
    std::span<const std::optional<std::string>> stored) {
    std::vector<quality::FamilyCounts> known;
    for (std::size_t nth = 0; nth < families.size(); ++nth) {
        if (!stored[nth]) continue;
        auto counts = records::counts_from(families[nth], *stored[nth]);
        if (!counts) return std::nullopt;
        known.push_back(std::move(*counts));
    }
    return known;
}

}  // namespace kazi::gateway::engine
