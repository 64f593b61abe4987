// SPDX-License-Identifier: Apache-2.0
#include "taskflow/standing/terms.hpp"

#include <algorithm>

namespace kazi::taskflow {

bool is_listed_for(const StandingTerms& terms, std::uint64_t seen_as) {
    if (std::ranges::binary_search(terms.exclude, seen_as)) return false;
    return terms.include.empty() || std::ranges::binary_search(terms.include, seen_as);
}

bool has_badges(const StandingTerms& terms, const std::vector<std::string>& hers) {
    return std::ranges::all_of(terms.badges, [&](const std::string& badge) {
        return std::ranges::binary_search(hers, badge);
    });
}

}  // namespace kazi::taskflow
