// SPDX-License-Identifier: Apache-2.0
#include "billing/home_number.hpp"

namespace kazi::billing {

std::string home_number(std::string_view msisdn, std::string_view country_code) {
    const std::string_view digits = msisdn.substr(msisdn.starts_with('+') ? 1 : 0);
    if (country_code.empty() || !digits.starts_with(country_code)) return std::string(msisdn);
    std::string number("0");
    number.append(digits.substr(country_code.size()));
    return number;
}

}  // namespace kazi::billing
