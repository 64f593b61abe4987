// SPDX-License-Identifier: Apache-2.0
// A fingerprint of everything that happened: equal for equal histories, whatever the compiler.
#pragma once

#include <cstdint>
#include <string_view>

namespace kazi::sim {

/// FNV-1a, 64 bits.
class Digest {
public:
    void add(std::string_view bytes) {
        for (const char byte : bytes)
            add_byte(static_cast<unsigned char>(byte));
        add_byte(0xff);
    }
    void add(std::uint64_t number) {
        for (int shift = 0; shift < 64; shift += 8)
            add_byte(static_cast<unsigned char>(number >> shift));
    }
    [[nodiscard]] std::uint64_t value() const { return hash_; }

private:
    void add_byte(unsigned char byte) { hash_ = (hash_ ^ byte) * 1099511628211ULL; }

    std::uint64_t hash_ = 14695981039346656037ULL;
};

}  // namespace kazi::sim
