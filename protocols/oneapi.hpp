// SPDX-License-Identifier: Apache-2.0
// The GSMA's OneAPI profile for SMS and USSD, as operators bend it.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect oneapi;

}  // namespace kazi::protocols
