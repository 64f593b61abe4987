// SPDX-License-Identifier: Apache-2.0
// HMAC by its definition, H(outer, H(inner, text)), with both keyed blocks hashed beforehand: a
// number fits one more block each, and OpenSSL's own one-shot form costs four times as much.
#include "gateway/engine/worker_identity.hpp"

#include <openssl/evp.h>

#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gateway/engine/siphash.hpp"
#include "gateway/ensure.hpp"

namespace kazi::gateway::engine {

namespace {

constexpr std::size_t block_bytes = 64;
using Digest = std::array<unsigned char, 32>;
using Block = std::array<unsigned char, block_bytes>;

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

Context new_context() {
    Context context(EVP_MD_CTX_new());
    ensure(context != nullptr, "there is memory for a digest");
    return context;
}

void update(EVP_MD_CTX* context, const void* bytes, std::size_t size) {
    ensure(EVP_DigestUpdate(context, bytes, size) == 1, "a digest takes any text");
}

void finish(EVP_MD_CTX* context, Digest& digest) {
    ensure(EVP_DigestFinal_ex(context, digest.data(), nullptr) == 1, "a digest comes to its end");
}

/// A key as HMAC takes it: filled up to a block, or its digest when it is longer.
Block block_of(std::string_view key) {
    Block block{};
    if (key.size() <= block.size()) {
        std::memcpy(block.data(), key.data(), key.size());
        return block;
    }
    const Context context = new_context();
    Digest digest{};
    ensure(EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1, "SHA-256 is there");
    update(context.get(), key.data(), key.size());
    finish(context.get(), digest);
    std::memcpy(block.data(), digest.data(), digest.size());
    return block;
}

Context begun_with(Block block, unsigned char pad) {
    for (unsigned char& byte : block)
        byte = static_cast<unsigned char>(byte ^ pad);
    Context context = new_context();
    ensure(EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1, "SHA-256 is there");
    update(context.get(), block.data(), block.size());
    return context;
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

struct IdentityKey::Digests {
    RecentNumbers recent;
    Context inner;
    Context outer;
    Context scratch = new_context();

    Digest hmac(std::string_view text) {
        Digest digest{};
        ensure(EVP_MD_CTX_copy_ex(scratch.get(), inner.get()) == 1, "a digest can be copied");
        update(scratch.get(), text.data(), text.size());
        finish(scratch.get(), digest);
        ensure(EVP_MD_CTX_copy_ex(scratch.get(), outer.get()) == 1, "a digest can be copied");
        update(scratch.get(), digest.data(), digest.size());
        finish(scratch.get(), digest);
        return digest;
    }
};

IdentityKey::IdentityKey(std::string_view key) : digests_(std::make_unique<Digests>()) {
    const Block block = block_of(key);
    digests_->inner = begun_with(block, 0x36);
    digests_->outer = begun_with(block, 0x5c);
    // Another key from the same secret, for another purpose.
    const Digest derived = digests_->hmac("kazi: hashes of sessions and messages");
    std::memcpy(hash_key_.data(), derived.data(), sizeof hash_key_);
}

IdentityKey::~IdentityKey() = default;
IdentityKey::IdentityKey(IdentityKey&&) noexcept = default;
IdentityKey& IdentityKey::operator=(IdentityKey&&) noexcept = default;

taskflow::WorkerId IdentityKey::worker_of(std::string_view msisdn) const {
    const auto known = digests_->recent.find(msisdn);
    if (known) return *known;
    const Digest digest = digests_->hmac(msisdn);
    taskflow::WorkerId id;
    std::memcpy(id.bytes.data(), digest.data(), id.bytes.size());
    digests_->recent.keep(msisdn, id);
    return id;
}

std::uint64_t IdentityKey::hash_of(std::string_view route, std::string_view id) const {
    const std::uint64_t hash = siphash(hash_key_, std::string(route).append(1, '\n').append(id));
    return hash == 0 ? 1 : hash;
}

taskflow::WorkerId worker_of(std::string_view identity_key, std::string_view msisdn) {
    return IdentityKey(identity_key).worker_of(msisdn);
}

std::uint64_t hash_of(std::string_view identity_key, std::string_view route, std::string_view id) {
    return IdentityKey(identity_key).hash_of(route, id);
}

}  // namespace kazi::gateway::engine
