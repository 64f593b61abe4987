// SPDX-License-Identifier: Apache-2.0
// [market.NAME.referral]
#pragma once

#include "config/referral.hpp"
#include "config/section.hpp"

namespace kazi::config {

[[nodiscard]] Referral read_referral(Section section);

}  // namespace kazi::config
