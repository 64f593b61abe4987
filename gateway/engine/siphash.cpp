// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/siphash.hpp"

#include <bit>
#include <cstring>

namespace kazi::gateway::engine {

namespace {

static_assert(std::endian::native == std::endian::little, "words are read as they stand");

struct State {
    std::uint64_t v0, v1, v2, v3;

    void round() {
        v0 += v1;
        v1 = std::rotl(v1, 13) ^ v0;
        v0 = std::rotl(v0, 32);
        v2 += v3;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 += v3;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 += v1;
        v1 = std::rotl(v1, 17) ^ v2;
        v2 = std::rotl(v2, 32);
    }
    void take(std::uint64_t word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }
};

}  // namespace

std::uint64_t siphash(const std::array<std::uint64_t, 2>& key, std::string_view text) {
    State state{key[0] ^ 0x736f6d6570736575ULL, key[1] ^ 0x646f72616e646f6dULL,
                key[0] ^ 0x6c7967656e657261ULL, key[1] ^ 0x7465646279746573ULL};
    const std::uint64_t size = text.size();
    for (std::uint64_t word = 0; text.size() >= sizeof word; text.remove_prefix(sizeof word)) {
        std::memcpy(&word, text.data(), sizeof word);
        state.take(word);
    }
    const std::uint64_t last = size << 56;
    std::uint64_t rest = 0;
    std::memcpy(&rest, text.data(), text.size());
    state.take(last | rest);
    state.v2 ^= 0xff;
    for (int round = 0; round < 4; ++round)
        state.round();
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

}  // namespace kazi::gateway::engine
