// SPDX-License-Identifier: Apache-2.0
// MTN's operator API (MADAPI): SMS in two generations, USSD, tokens by OAuth.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect mtn;

}  // namespace kazi::protocols
