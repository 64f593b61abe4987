// SPDX-License-Identifier: Apache-2.0
#include "billing/digest.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "billing/ensure.hpp"

namespace kazi::billing {

namespace {

using Bytes = std::array<unsigned char, EVP_MAX_MD_SIZE>;

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string hmac(const EVP_MD* kind, std::string_view key, std::string_view bytes) {
    Bytes digest{};
    unsigned int size = 0;
    const unsigned char* made = HMAC(kind, key.data(), static_cast<int>(key.size()), raw(bytes),
                                     bytes.size(), digest.data(), &size);
    ensure(made != nullptr, "HMAC is not available");
    return {reinterpret_cast<const char*>(digest.data()), size};
}

}  // namespace

std::string sha256(std::string_view bytes) {
    Bytes digest{};
    unsigned int size = 0;
    const int made =
        EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    ensure(made == 1, "SHA-256 is not available");
    return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
    return hmac(EVP_sha256(), key, bytes);
}

std::string hmac_sha512(std::string_view key, std::string_view bytes) {
    return hmac(EVP_sha512(), key, bytes);
}

bool same_secret(std::string_view left, std::string_view right) {
    return !left.empty() && left.size() == right.size() &&
           CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace kazi::billing
