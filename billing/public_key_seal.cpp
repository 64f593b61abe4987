// SPDX-License-Identifier: Apache-2.0
#include "billing/public_key_seal.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <climits>
#include <memory>

#include "billing/base64.hpp"
#include "billing/digest.hpp"
#include "billing/ensure.hpp"

namespace kazi::billing {

namespace {

struct Free {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* room(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

Owned<BIO> reader(std::string_view text) {
    if (text.size() > INT_MAX) return nullptr;
    return Owned<BIO>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

Owned<EVP_PKEY> key_of(const Owned<X509>& certificate) {
    return Owned<EVP_PKEY>(certificate ? X509_get_pubkey(certificate.get()) : nullptr);
}

Owned<EVP_PKEY> read_pem(std::string_view text) {
    const auto first = reader(text);
    if (!first) return nullptr;
    const Owned<X509> certificate(PEM_read_bio_X509(first.get(), nullptr, nullptr, nullptr));
    if (certificate) return key_of(certificate);
    const auto second = reader(text);
    if (!second) return nullptr;
    return Owned<EVP_PKEY>(PEM_read_bio_PUBKEY(second.get(), nullptr, nullptr, nullptr));
}

Owned<EVP_PKEY> read_der(std::string_view bytes) {
    if (bytes.size() > LONG_MAX) return nullptr;
    const auto size = static_cast<long>(bytes.size());
    const unsigned char* at = raw(bytes);
    const Owned<X509> certificate(d2i_X509(nullptr, &at, size));
    if (certificate) return key_of(certificate);
    at = raw(bytes);
    return Owned<EVP_PKEY>(d2i_PUBKEY(nullptr, &at, size));
}

/// Base64 as portals show it: in lines or in one.
std::string without_breaks(std::string_view text) {
    std::string kept;
    for (const char c : text)
        if (c != '\n' && c != '\r' && c != ' ') kept += c;
    return kept;
}

Owned<EVP_PKEY> read_key(std::string_view text) {
    Owned<EVP_PKEY> key;
    if (text.find("-----BEGIN ") != std::string_view::npos)
        key = read_pem(text);
    else if (const auto bytes = from_base64(without_breaks(text)))
        key = read_der(*bytes);
    else
        key = read_der(text);
    ERR_clear_error();  // the ways that were tried in vain
    return key;
}

}  // namespace

std::string_view to_string(SealFault fault) {
    switch (fault) {
        case SealFault::unreadable_key:
            return "is neither a certificate nor a public key";
        case SealFault::not_rsa:
            return "is no RSA key";
        case SealFault::too_long:
            return "is too short a key for that secret";
    }
    return "is no key";
}

SealResult seal_for(std::string_view public_key, std::string_view secret) {
    const auto key = read_key(public_key);
    if (!key) return SealFault::unreadable_key;
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) return SealFault::not_rsa;
    constexpr std::size_t padding_size_min = 11;
    const auto block_size = static_cast<std::size_t>(EVP_PKEY_get_size(key.get()));
    if (secret.size() + padding_size_min > block_size) return SealFault::too_long;
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(key.get(), nullptr));
    std::string sealed(block_size, '\0');
    std::size_t size = sealed.size();
    const bool made =
        context != nullptr && EVP_PKEY_encrypt_init(context.get()) == 1 &&
        EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1 &&
        EVP_PKEY_encrypt(context.get(), room(sealed), &size, raw(secret), secret.size()) == 1;
    ensure(made && size == block_size, "RSA with PKCS#1 v1.5 padding is available");
    return to_base64(sealed);
}

MessageSecret message_secret(std::string_view secret, std::string_view request) {
    const std::string name(request);
    return {hmac_sha256(secret, "message key " + name),
            hmac_sha256(secret, "message iv " + name).substr(0, message_iv_size)};
}

std::string encrypt_body(std::string_view body, const MessageSecret& secret) {
    ensure(secret.key.size() == message_key_size && secret.iv.size() == message_iv_size,
           "a message's key has 32 bytes, its start 16");
    const Owned<EVP_CIPHER_CTX> context(EVP_CIPHER_CTX_new());
    constexpr std::size_t block_size = 16;
    std::string hidden(body.size() + block_size, '\0');
    int size = 0;
    int rest = 0;
    const bool made = context != nullptr && body.size() < INT_MAX - block_size &&
                      EVP_EncryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, raw(secret.key),
                                         raw(secret.iv)) == 1 &&
                      EVP_EncryptUpdate(context.get(), room(hidden), &size, raw(body),
                                        static_cast<int>(body.size())) == 1 &&
                      EVP_EncryptFinal_ex(context.get(), room(hidden) + size, &rest) == 1;
    ensure(made, "AES-256-CBC is available");
    hidden.resize(static_cast<std::size_t>(size + rest));
    return to_base64(hidden);
}

}  // namespace kazi::billing
