// SPDX-License-Identifier: Apache-2.0
// Twilio, and providers that copy its callbacks: SMS and delivery reports.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect twilio;

}  // namespace kazi::protocols
