// SPDX-License-Identifier: Apache-2.0
#include "gateway/engine/worker_identity.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gateway/engine/siphash.hpp"
#include "gateway/ensure.hpp"

namespace kazi::gateway::engine {

namespace {

using Digest = std::array<unsigned char, 32>;

Digest hmac_sha256(std::string_view key, std::string_view text) {
    Digest digest{};
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    ensure(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, text.size(),
                digest.data(), nullptr) != nullptr,
           "HMAC takes any key and text");
    return digest;
}

// Another key from the same secret, for another purpose.
SipHash hash_of_ids(std::string_view key) {
    const Digest derived = hmac_sha256(key, "kazi: hashes of sessions and messages");
    std::array<unsigned char, 16> half{};
    std::copy_n(derived.begin(), half.size(), half.begin());
    return SipHash(half);
}

/// Numbers of late and whose they are; each has one place, and the newest of those that share it
/// stays.
class RecentNumbers {
public:
    [[nodiscard]] std::optional<taskflow::WorkerId> find(std::string_view msisdn) const {
        const Entry& entry = entries_[place_of(msisdn)];
        return entry.msisdn == msisdn ? std::optional(entry.worker) : std::nullopt;
    }

    void keep(std::string_view msisdn, const taskflow::WorkerId& worker) {
        Entry& entry = entries_[place_of(msisdn)];
        entry.msisdn = msisdn;
        entry.worker = worker;
    }

private:
    struct Entry {
        std::string msisdn;
        taskflow::WorkerId worker;
    };

    std::size_t place_of(std::string_view msisdn) const {
        return std::hash<std::string_view>{}(msisdn) % entries_.size();
    }

    std::vector<Entry> entries_ = std::vector<Entry>(16'384);
};

}  // namespace

struct IdentityKey::Ready {
    std::string key;
    SipHash of_ids;
    RecentNumbers recent = {};
};

IdentityKey::IdentityKey(std::string_view key)
    : ready_(std::make_unique<Ready>(Ready{std::string(key), hash_of_ids(key)})) {}

IdentityKey::~IdentityKey() = default;
IdentityKey::IdentityKey(IdentityKey&&) noexcept = default;
IdentityKey& IdentityKey::operator=(IdentityKey&&) noexcept = default;

taskflow::WorkerId IdentityKey::worker_of(std::string_view msisdn) const {
    const auto known = ready_->recent.find(msisdn);
    if (known) return *known;
    const Digest digest = hmac_sha256(ready_->key, msisdn);
    taskflow::WorkerId id;
    std::memcpy(id.bytes.data(), digest.data(), id.bytes.size());
    ready_->recent.keep(msisdn, id);
    return id;
}

std::uint64_t IdentityKey::hash_of(std::string_view route, std::string_view id) const {
    const std::uint64_t hash = ready_->of_ids(std::string(route).append(1, '\n').append(id));
    return hash == 0 ? 1 : hash;
}

taskflow::WorkerId worker_of(std::string_view identity_key, std::string_view msisdn) {
    return IdentityKey(identity_key).worker_of(msisdn);
}

}  // namespace kazi::gateway::engine
