// SPDX-License-Identifier: Apache-2.0
#include "gateway/world.hpp"

#include <openssl/rand.h>

#include <chrono>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace kazi::gateway {

std::string new_trace(Entropy& entropy) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string trace(16, '0');
    std::uint64_t number = entropy.next();
    for (char& digit : trace) {
        digit = digits[number >> 60];
        number <<= 4;
    }
    return trace;
}

taskflow::Instant SystemClock::now() const {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(since).count();
}

std::uint64_t SystemEntropy::next() {
    if (used_ == drawn_.size()) {
        auto* bytes = reinterpret_cast<unsigned char*>(drawn_.data());
        if (RAND_bytes(bytes, static_cast<int>(sizeof drawn_)) != 1)
            throw std::runtime_error("no randomness to be had");
        used_ = 0;
    }
    // A number is handed out once: what may be in an API key does not stay here.
    return std::exchange(drawn_[used_++], 0);
}

}  // namespace kazi::gateway
