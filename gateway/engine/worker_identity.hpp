// SPDX-License-Identifier: Apache-2.0
// Who a number is: a keyed hash of it, so that records, ledger and results never hold the number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "taskflow/ids.hpp"

namespace kazi::gateway::engine {

/// The worker of an MSISDN: the first 16 bytes of HMAC-SHA-256 under the deployment's key.
[[nodiscard]] taskflow::WorkerId worker_of(std::string_view identity_key, std::string_view msisdn);

/// A 64-bit hash of (route, id), never 0: what sessions and messages are recognised by.
/// Keyed, so that nobody outside can make two ids collide.
[[nodiscard]] std::uint64_t hash_of(std::string_view identity_key, std::string_view route,
                                    std::string_view id);

}  // namespace kazi::gateway::engine
