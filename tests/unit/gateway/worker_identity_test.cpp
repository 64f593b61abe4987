// SPDX-License-Identifier: Apache-2.0
// Worker ids and session hashes against the vectors of their standards: an id that changed would
// make every worker a stranger.
#include "gateway/engine/worker_identity.hpp"

#include <doctest/doctest.h>

#include <array>
#include <numeric>
#include <string>

#include "gateway/engine/siphash.hpp"

namespace kazi::gateway::engine {

TEST_CASE("identity: HMAC-SHA-256 as RFC 4231 has it") {
    CHECK(taskflow::to_hex(worker_of("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c7");
    const std::string long_key(131, '\xaa');
    CHECK(taskflow::to_hex(
              worker_of(long_key, "Test Using Larger Than Block-Size Key - Hash Key First")) ==
          "60e431591ee0b67f0d8a26aacbf5b77f");
}

TEST_CASE("identity: one key serves many numbers, each always the same") {
    const IdentityKey key("a key of the deployment's own, long enough");
    const auto first = key.worker_of("+254711000001");
    CHECK(key.worker_of("+254711000002") != first);
    CHECK(key.worker_of("+254711000001") == first);
    CHECK(worker_of("a key of the deployment's own, long enough", "+254711000001") == first);
    CHECK(IdentityKey("another key").worker_of("+254711000001") != first);
}

TEST_CASE("identity: SipHash-2-4 as its authors published it") {
    std::array<unsigned char, 16> key{};
    std::iota(key.begin(), key.end(), static_cast<unsigned char>(0));
    const SipHash siphash(key);
    std::string text;
    CHECK(siphash(text) == 0x726fdb47dd0e0e31);
    for (char byte = 0; byte < 15; ++byte)
        text += byte;
    CHECK(siphash(text) == 0xa129ca6149be45e5);
}

TEST_CASE("identity: a session's hash depends on key, route and id") {
    const IdentityKey key("one");
    CHECK(key.hash_of("at-ke", "s1") == key.hash_of("at-ke", "s1"));
    CHECK(key.hash_of("at-ke", "s1") != key.hash_of("at-ke", "s2"));
    CHECK(key.hash_of("at-ke", "s1") != key.hash_of("at-ug", "s1"));
    CHECK(key.hash_of("at-ke", "s1") != IdentityKey("two").hash_of("at-ke", "s1"));
}

}  // namespace kazi::gateway::engine
