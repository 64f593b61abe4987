// SPDX-License-Identifier: Apache-2.0
// How memory_state.cpp and memory_commit.cpp look a key up; for those two files only.
#pragma once

#include "gateway/ensure.hpp"
#include "gateway/store/memory_state.hpp"

namespace kazi::gateway::store {

template <class Kind>
MemoryState::Found<Kind> MemoryState::find(const std::string& key) const {
    const auto kept = kept_.find(key);
    if (kept == kept_.end()) return nullptr;
    const auto* value = std::get_if<Kind>(&kept->second.value);
    if (!value) return WrongKind{};
    return value;
}

template <class Kind>
Kind& MemoryState::make(const std::string& key) {
    auto& kept = kept_.try_emplace(key, Kept{Kind{}}).first->second;
    auto* value = std::get_if<Kind>(&kept.value);
    ensure(value != nullptr, "a value's kind was checked before it is written");
    return *value;
}

}  // namespace kazi::gateway::store
