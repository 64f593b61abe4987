// SPDX-License-Identifier: Apache-2.0
#include "billing/sealed_text.hpp"

#include <doctest/doctest.h>

namespace kazi::billing {

namespace {

const std::string nonce(seal_nonce_size, 'n');

}  // namespace

TEST_CASE("what is sealed can be read with its key, at its place, and nowhere else") {
    const std::string sealed = seal("key", nonce, "place", "a bearer token");
    CHECK(sealed.find("bearer") == std::string::npos);
    CHECK(unseal("key", "place", sealed) == "a bearer token");
    CHECK_FALSE(unseal("other", "place", sealed));
    CHECK_FALSE(unseal("key", "elsewhere", sealed));
    CHECK(unseal("key", "place", seal("key", nonce, "place", "")) == "");
}

TEST_CASE("every byte of it counts") {
    const std::string sealed = seal("key", nonce, "place", "token");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK_FALSE(unseal("key", "place", changed));
    }
    for (std::size_t size = 0; size < sealed.size(); ++size)
        CHECK_FALSE(unseal("key", "place", sealed.substr(0, size)));
}

TEST_CASE("the same text under two nonces looks different") {
    const std::string other(seal_nonce_size, 'm');
    CHECK(seal("key", nonce, "p", "text").substr(seal_nonce_size) !=
          seal("key", other, "p", "text").substr(seal_nonce_size));
}

}  // namespace kazi::billing
