// SPDX-License-Identifier: Apache-2.0
// Instants as clients read them.
#pragma once

#include <cstdint>
#include <string>

namespace kazi::gateway::api {

/// Unix microseconds as RFC 3339 in UTC with milliseconds.
[[nodiscard]] std::string timestamp(std::int64_t instant_us);

}  // namespace kazi::gateway::api
