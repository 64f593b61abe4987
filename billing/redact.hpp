// SPDX-License-Identifier: Apache-2.0
// Bodies as they may be kept: without the credentials that providers echo back.
#pragma once

#include <string>
#include <string_view>

namespace kazi::billing {

/// The same body with the values of credentials and PINs replaced by "***": M-Pesa posts our own
/// request back when it timed out. Works on any bytes; what is no such field stays as it is.
[[nodiscard]] std::string without_credentials(std::string_view body);

/// The same with the values of fields that name a person, or her number, by the names that
/// providers give them; also where a name and its "Value" are two fields, as M-Pesa has them.
[[nodiscard]] std::string without_persons(std::string_view body);

/// Wherever the last seven digits of that number stand, only their last three do.
[[nodiscard]] std::string without_number(std::string_view body, std::string_view msisdn);

}  // namespace kazi::billing
