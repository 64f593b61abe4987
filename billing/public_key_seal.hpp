// SPDX-License-Identifier: Apache-2.0
// What only the provider may read of our requests: an initiator's password, a PIN, a signature.
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace kazi::billing {

enum class SealFault : std::uint8_t {
    unreadable_key,  ///< neither certificate nor public key
    not_rsa,
    too_long  ///< more than the key can carry
};
/// In words that fit behind an option's name: "is no RSA key".
[[nodiscard]] std::string_view to_string(SealFault fault);

using SealResult = boost::system::result<std::string, SealFault>;

/// Base64 of RSA with PKCS#1 v1.5 padding. The padding is drawn by OpenSSL: no two results are
/// equal, and each is valid. `public_key` is an X.509 certificate or a public key, as PEM, DER, or
/// base64 of DER; keys of 1024 bits are taken, too.
[[nodiscard]] SealResult seal_for(std::string_view public_key, std::string_view secret);

inline constexpr std::size_t message_key_size = 32;
inline constexpr std::size_t message_iv_size = 16;

/// A request's own key and where its chain of blocks starts, both raw bytes.
struct MessageSecret {
    std::string key;
    std::string iv;
};

/// Derived, not drawn: the same request under the same secret gets the same one.
[[nodiscard]] MessageSecret message_secret(std::string_view secret, std::string_view request);

/// Base64 of AES-256-CBC over `body`, padded as PKCS#7 says.
[[nodiscard]] std::string encrypt_body(std::string_view body, const MessageSecret& secret);

}  // namespace kazi::billing
