// SPDX-License-Identifier: Apache-2.0
// The plain HTTP dialect Kazi defines for telcos that have none.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect simple;

}  // namespace kazi::protocols
