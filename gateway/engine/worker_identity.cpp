// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/worker_identity.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstring>

#include "gateway/ensure.hpp"

namespace kazi::gateway::engine {

namespace {

using Digest = std::array<unsigned char, 32>;

Digest hmac_sha256(std::string_view key, std::string_view text) {
    Digest digest{};
    unsigned int size = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    const auto* made = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes,
                            text.size(), digest.data(), &size);
    ensure(made != nullptr && size == digest.size(), "HMAC-SHA-256 is always there");
    return digest;
}

}  // namespace

taskflow::WorkerId worker_of(std::string_view identity_key, std::string_view msisdn) {
    const Digest digest = hmac_sha256(identity_key, msisdn);
    taskflow::WorkerId id;
    std::memcpy(id.bytes.data(), digest.data(), id.bytes.size());
    return id;
}

std::uint64_t hash_of(std::string_view identity_key, std::string_view route, std::string_view id) {
    const Digest digest = hmac_sha256(identity_key, std::string(route).append(1, '\n').append(id));
    std::uint64_t hash = 0;
    std::memcpy(&hash, digest.data(), sizeof hash);
    return hash == 0 ? 1 : hash;
}

}  // namespace kazi::gateway::engine
