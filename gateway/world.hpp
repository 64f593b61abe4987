// SPDX-License-Identifier: Apache-2.0
// All that the daemon may touch outside itself, handed in once, by main.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "taskflow/ids.hpp"

namespace kazi::gateway {

namespace store {
class Store;
}
namespace http {
class Outbound;
}
class Log;
class Metrics;

/// Wall-clock time, for records. Waits use monotonic timers.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual taskflow::Instant now() const = 0;
};

/// The only source of randomness. Nothing that a crash must make again comes from it.
class Entropy {
public:
    virtual ~Entropy() = default;
    [[nodiscard]] virtual std::uint64_t next() = 0;
};

struct World {
    Clock& clock;
    Entropy& entropy;
    store::Store& store;
    http::Outbound& outbound;
    Log& log;
    Metrics& metrics;
};

/// 16 hex digits that tie a callback to the messages and payouts it led to.
[[nodiscard]] std::string new_trace(Entropy& entropy);

/// The system's clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] taskflow::Instant now() const override;
};

/// The operating system's generator. Throws std::runtime_error when there is none. Draws many
/// numbers at a time: a call of the generator costs as much as a tenth of a turn.
class SystemEntropy final : public Entropy {
public:
    [[nodiscard]] std::uint64_t next() override;

private:
    std::array<std::uint64_t, 64> drawn_{};
    std::size_t used_ = drawn_.size();
};

}  // namespace kazi::gateway
