// SPDX-License-Identifier: Apache-2.0
// Nalo Solutions' USSD (Ghana, Nigeria).
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect nalo;

}  // namespace kazi::protocols
