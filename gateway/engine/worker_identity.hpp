// SPDX-License-Identifier: Apache-2.0
// Who a number is: a keyed hash of it, so that records, ledger and results never hold the number.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "taskflow/ids.hpp"

namespace kazi::gateway::engine {

/// The deployment's key, made ready: what a hash costs beyond the hashing is paid once.
class IdentityKey {
public:
    explicit IdentityKey(std::string_view key);
    ~IdentityKey();
    IdentityKey(IdentityKey&&) noexcept;
    IdentityKey& operator=(IdentityKey&&) noexcept;

    /// The worker of an MSISDN: the first 16 bytes of HMAC-SHA-256 under the key. Numbers of late
    /// are remembered: a session asks for one at each key press.
    [[nodiscard]] taskflow::WorkerId worker_of(std::string_view msisdn) const;

    /// A 64-bit hash of (route, id), never 0: what sessions and messages are recognised by.
    /// Keyed (SipHash-2-4), so that nobody outside can make two ids collide.
    [[nodiscard]] std::uint64_t hash_of(std::string_view route, std::string_view id) const;

private:
    struct Ready;
    std::unique_ptr<Ready> ready_;
};

/// For those who ask once.
[[nodiscard]] taskflow::WorkerId worker_of(std::string_view identity_key, std::string_view msisdn);

}  // namespace kazi::gateway::engine
