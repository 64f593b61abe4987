// SPDX-License-Identifier: Apache-2.0
// Arkesel's USSD (Ghana).
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect arkesel;

}  // namespace kazi::protocols
