// SPDX-License-Identifier: Apache-2.0
// The proof of origin of dialects whose aggregators sign nothing, and the credentials we show them.
#pragma once

#include <optional>

#include "protocols/dialect.hpp"
#include "protocols/message.hpp"
#include "protocols/refusal.hpp"

namespace kazi::protocols {

/// Asks for one of the route's secrets; nothing where it has none. `signature_method` says where:
/// "basic", "token" (Authorization: Token or Bearer) or "path"; when empty, in whichever of these
/// the callback brings. Fails with 403.
[[nodiscard]] std::optional<Refusal> check_proof(const Callback& callback,
                                                 const RouteSettings& settings);

/// Adds Basic with a user name, else Bearer with the key alone, else nothing.
void add_credentials(HttpRequest& request, const RouteSettings& settings);

}  // namespace kazi::protocols
