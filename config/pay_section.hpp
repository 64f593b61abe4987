// SPDX-License-Identifier: Apache-2.0
// Reads [market.NAME.pay] and [market.NAME.networks.NETWORK].
#pragma once

#include <vector>

#include "config/pay.hpp"
#include "config/section.hpp"

namespace kazi::config {

[[nodiscard]] Pay read_pay(Section section);
[[nodiscard]] std::vector<Network> read_networks(Section& market);

}  // namespace kazi::config
