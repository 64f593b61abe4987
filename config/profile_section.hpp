// SPDX-License-Identifier: Apache-2.0
// Reads [market.NAME.profile].
#pragma once

#include "config/profile.hpp"
#include "config/section.hpp"

namespace kazi::config {

/// `languages`: the market's; each question must have its words in every one of them.
[[nodiscard]] Profile read_profile(Section section, const std::vector<std::string>& languages);

}  // namespace kazi::config
