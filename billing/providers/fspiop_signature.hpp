// SPDX-License-Identifier: Apache-2.0
// The signature of FSPIOP messages: a JWS over the body, in a header of its own.
#pragma once

#include <string_view>

namespace kazi::billing {

/// True when `header` is {"signature","protectedHeader"}, both base64url, the protected header
/// names RS256, and the signature of "protectedHeader.base64url(body)" is the key's.
/// `public_key_pem`: an RSA public key. Never throws.
[[nodiscard]] bool fspiop_signature_valid(std::string_view header, std::string_view body,
                                          std::string_view public_key_pem);

}  // namespace kazi::billing
