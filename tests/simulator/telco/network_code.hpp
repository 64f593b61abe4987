// SPDX-License-Identifier: Apache-2.0
// Which operator all simulated phones belong to.
#pragma once

#include <string_view>

namespace kazi::simulator::telco {

inline constexpr std::string_view network_code = "63902";  ///< Safaricom, Kenya

}  // namespace kazi::simulator::telco
