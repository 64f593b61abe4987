// SPDX-License-Identifier: Apache-2.0
// Infobip: batches of SMS and delivery reports, the USSD gateway's sessions, SMS API version 3.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect infobip;

}  // namespace kazi::protocols
