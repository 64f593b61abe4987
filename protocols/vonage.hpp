// SPDX-License-Identifier: Apache-2.0
// Vonage (once Nexmo): SMS and delivery reports by its SMS API and by its Messages API.
#pragma once

#include "protocols/dialect.hpp"

namespace kazi::protocols {

extern const Dialect vonage;

}  // namespace kazi::protocols
