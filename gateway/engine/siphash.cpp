// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/siphash.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <cstring>

#include "gateway/ensure.hpp"

namespace kazi::gateway::engine {

namespace {

struct FreeMac {
    void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
};

}  // namespace

SipHash::SipHash(const std::array<unsigned char, 16>& key) {
    const std::unique_ptr<EVP_MAC, FreeMac> mac(EVP_MAC_fetch(nullptr, "SIPHASH", nullptr));
    ensure(mac != nullptr, "SipHash is there");
    keyed_.reset(EVP_MAC_CTX_new(mac.get()));
    std::size_t bytes = sizeof(std::uint64_t);
    const std::array parameters{OSSL_PARAM_construct_size_t(OSSL_MAC_PARAM_SIZE, &bytes),
                                OSSL_PARAM_construct_end()};
    ensure(keyed_ != nullptr &&
               EVP_MAC_init(keyed_.get(), key.data(), key.size(), parameters.data()) == 1,
           "SipHash takes a key of 16 bytes");
}

std::uint64_t SipHash::operator()(std::string_view text) const {
    const Context context(EVP_MAC_CTX_dup(keyed_.get()));
    std::array<unsigned char, sizeof(std::uint64_t)> digest{};
    std::size_t size = 0;
    ensure(context != nullptr &&
               EVP_MAC_update(context.get(), reinterpret_cast<const unsigned char*>(text.data()),
                              text.size()) == 1 &&
               EVP_MAC_final(context.get(), digest.data(), &size, digest.size()) == 1 &&
               size == digest.size(),
           "SipHash takes any text");
    std::uint64_t hash = 0;
    std::memcpy(&hash, digest.data(), sizeof hash);
    return hash;
}

}  // namespace kazi::gateway::engine
