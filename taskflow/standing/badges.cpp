// SPDX-License-Identifier: Apache-2.0
#include "taskflow/standing/badges.hpp"

#include <algorithm>

namespace kazi::taskflow {

bool is_badge(std::string_view name) {
    const auto is_plain = [](char each) {
        return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '-';
    };
    return !name.empty() && name.size() <= badge_bytes_max && std::ranges::all_of(name, is_plain);
}

bool give_badge(WorkerStanding& standing, const std::string& badge) {
    const auto at = std::ranges::lower_bound(standing.badges, badge);
    const bool has = at != standing.badges.end() && *at == badge;
    if (has || standing.badges.size() >= badges_max) return false;
    standing.badges.insert(at, badge);
    return true;
}

bool take_badge(WorkerStanding& standing, const std::string& badge) {
    return std::erase(standing.badges, badge) > 0;
}

}  // namespace kazi::taskflow
