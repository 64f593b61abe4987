// SPDX-License-Identifier: Apache-2.0
// Africa's Talking: SMS, delivery reports and USSD.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect africastalking;

}  // namespace kazi::protocols
