// SPDX-License-Identifier: Apache-2.0
#include "gateway/api/fingerprint.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

#include "gateway/ensure.hpp"

namespace kazi::gateway::api {

namespace {

constexpr std::size_t digest_bytes = 32;

struct Closer {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, Closer>;

Context new_context() {
    Context context(EVP_MD_CTX_new());
    ensure(context != nullptr, "a digest's context can be had");
    return context;
}

std::string finish(EVP_MD_CTX* context) {
    std::array<unsigned char, digest_bytes> bytes{};
    unsigned int size = 0;
    ensure(EVP_DigestFinal_ex(context, bytes.data(), &size) == 1 && size == digest_bytes,
           "SHA-256 comes to its end");
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

struct Fingerprint::State {
    Context context = new_context();
};

Fingerprint::Fingerprint() : state_(std::make_unique<State>()) {
    ensure(EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1,
           "SHA-256 is there");
}

Fingerprint::~Fingerprint() = default;
Fingerprint::Fingerprint(Fingerprint&&) noexcept = default;
Fingerprint& Fingerprint::operator=(Fingerprint&&) noexcept = default;

void Fingerprint::add(std::string_view text) {
    const std::string length = std::to_string(text.size()) + ":";
    const bool taken = EVP_DigestUpdate(state_->context.get(), length.data(), length.size()) == 1 &&
                       EVP_DigestUpdate(state_->context.get(), text.data(), text.size()) == 1;
    ensure(taken, "SHA-256 takes what it is given");
}

std::string Fingerprint::digest() const {
    const Context copy = new_context();
    ensure(EVP_MD_CTX_copy_ex(copy.get(), state_->context.get()) == 1, "a digest can be copied");
    return finish(copy.get());
}

std::string sha256_hex(std::string_view text) {
    const Context context = new_context();
    const bool taken = EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1 &&
                       EVP_DigestUpdate(context.get(), text.data(), text.size()) == 1;
    ensure(taken, "SHA-256 is there");
    std::string hex;
    for (const char byte : finish(context.get()))
        hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
    return hex;
}

}  // namespace kazi::gateway::api
