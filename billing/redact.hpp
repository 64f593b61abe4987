// SPDX-License-Identifier: Apache-2.0
// Bodies as they may be kept: without the credentials that providers echo back.
#pragma once

#include <string>
#include <string_view>

namespace kazi::billing {

/// The same body with the values of credentials and PINs replaced by "***": M-Pesa posts our own
/// request back when it timed out. Works on any bytes; what is no such field stays as it is.
[[nodiscard]] std::string without_credentials(std::string_view body);

}  // namespace kazi::billing
