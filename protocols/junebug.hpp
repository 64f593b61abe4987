// SPDX-License-Identifier: Apache-2.0
// Junebug: the HTTP API before Vumi's transports, SMS and USSD alike.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect junebug;

}  // namespace kazi::protocols
