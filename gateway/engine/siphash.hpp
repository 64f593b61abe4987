// SPDX-License-Identifier: Apache-2.0
// SipHash-2-4 with 64 bits: a short keyed hash, made for tables that strangers fill.
#pragma once

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>

namespace kazi::gateway::engine {

/// A key made ready to hash with.
class SipHash {
public:
    explicit SipHash(const std::array<unsigned char, 16>& key);

    [[nodiscard]] std::uint64_t operator()(std::string_view text) const;

private:
    struct Free {
        void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
    };
    using Context = std::unique_ptr<EVP_MAC_CTX, Free>;

    Context keyed_;  ///< copied for each text
};

}  // namespace kazi::gateway::engine
