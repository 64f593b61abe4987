// SPDX-License-Identifier: Apache-2.0
// Kannel: an sms-service's get-url or post-url, dlr-url, and sendsms.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect kannel;

}  // namespace kazi::protocols
