// SPDX-License-Identifier: Apache-2.0
#include "gateway/world.hpp"

#include <fmt/format.h>
#include <openssl/rand.h>

#include <chrono>
#include <stdexcept>
#include <utility>

namespace kazi::gateway {

std::string new_trace(Entropy& entropy) {
    return fmt::format("{:016x}", entropy.next());
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
