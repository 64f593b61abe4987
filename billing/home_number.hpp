// SPDX-License-Identifier: Apache-2.0
// A number as it is dialled inside its country.
#pragma once

#include <string>
#include <string_view>

namespace kazi::billing {

/// "+254711000111" in country 254 is "0711000111"; of another country it stays as it is.
[[nodiscard]] std::string home_number(std::string_view msisdn, std::string_view country_code);

}  // namespace kazi::billing
