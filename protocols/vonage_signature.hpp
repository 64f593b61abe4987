// SPDX-License-Identifier: Apache-2.0
// Vonage's two ways to prove a callback: a parameter `sig` over all others, a token over the body.
#pragma once

#include <cstdint>
#include <optional>

#include "protocols/dialect.hpp"
#include "protocols/fields.hpp"

namespace kazi::protocols {

/// Checks a callback under any of the route's secrets. A bearer token is checked when there is one;
/// otherwise the parameter `sig`, made by `signature_method`: "md5hash" (MD5 with the secret put
/// behind), "md5", "sha1", "sha256", "sha512" (all HMAC), "jwt" (only a token will do), or empty or
/// "hmac": the HMAC that has the length. `fields` may be a refusal, which proves nothing. Fails
/// with 403, also when the signed time is more than five minutes from `now_s`.
[[nodiscard]] std::optional<Refusal> check_vonage_proof(const Callback& callback,
                                                        const Parsed<Fields>& fields,
                                                        const RouteSettings& settings,
                                                        std::int64_t now_s);

}  // namespace kazi::protocols
