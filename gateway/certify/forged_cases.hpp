// SPDX-License-Identifier: Apache-2.0
// Callbacks that are not authentic, alike for every kind.
#pragma once

#include <functional>
#include <optional>

#include "gateway/certify/connection.hpp"
#include "gateway/certify/notes.hpp"

namespace kazi::gateway::certify {

/// Writes a callback that would be taken, as the aggregator at that site would.
using Write = std::function<std::optional<protocols::HttpRequest>(const protocols::CallbackSite&)>;

/// Tries the callback under a wrong secret, under none, and as one that was signed an hour ago:
/// each must be refused with 403.
void try_forged(Connection& connection, Notes& notes, const Write& write);

}  // namespace kazi::gateway::certify
