// SPDX-License-Identifier: Apache-2.0
#include "gateway/world.hpp"

#include <fmt/format.h>
#include <openssl/rand.h>

#include <chrono>
#include <cstring>
#include <stdexcept>

namespace kazi::gateway {

std::string new_trace(Entropy& entropy) {
    return fmt::format("{:016x}", entropy.next());
}

taskflow::Instant SystemClock::now() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
}

std::uint64_t SystemEntropy::next() {
    unsigned char bytes[sizeof(std::uint64_t)];
    if (RAND_bytes(bytes, sizeof bytes) != 1) throw std::runtime_error("no randomness to be had");
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

}  // namespace kazi::gateway
