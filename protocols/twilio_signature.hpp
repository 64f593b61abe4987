// SPDX-License-Identifier: Apache-2.0
// X-Twilio-Signature: a keyed digest over the address as the world knows it, and the form.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "protocols/message.hpp"
#include "protocols/refusal.hpp"

namespace kazi::protocols {

/// Checks the signature under any of the secrets. `public_url` is what stands before the request's
/// target as the aggregator calls it, such as "https://gw.example.org"; a proxy may have changed
/// what arrives, so the request's own Host is not asked. A query with `bodySHA256` vouches for a
/// body of any kind, otherwise the body is a form. Fails with 403.
[[nodiscard]] std::optional<Refusal> check_twilio_signature(const Callback& callback,
                                                            std::string_view public_url,
                                                            std::span<const std::string> secrets);

}  // namespace kazi::protocols
