// SPDX-License-Identifier: Apache-2.0
// Hubtel's USSD (Ghana).
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect hubtel;

}  // namespace kazi::protocols
