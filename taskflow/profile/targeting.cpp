// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "taskflow/profile/terms.hpp"

namespace kazi::taskflow {

bool Targeting::fits(const Profile& hers) const {
    return std::ranges::all_of(profile, [&](const auto& wanted) {
        const auto said = hers.answers.find(wanted.first);
        return said != hers.answers.end() && !said->second.empty() &&
               std::ranges::find(wanted.second, said->second) != wanted.second.end();
    });
}

}  // namespace kazi::taskflow
