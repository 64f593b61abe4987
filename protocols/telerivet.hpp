// SPDX-License-Identifier: Apache-2.0
// Telerivet: Android phones as gateways. SMS and delivery reports.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect telerivet;

}  // namespace kazi::protocols
