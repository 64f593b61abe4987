// SPDX-License-Identifier: Apache-2.0
#include "billing/sealed_text.hpp"

#include <openssl/evp.h>

#include <memory>

#include "billing/digest.hpp"
#include "billing/ensure.hpp"

namespace kazi::billing {

namespace {

constexpr std::size_t tag_size = 16;
constexpr std::string_view purpose = "sealed text";

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* raw(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* room(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

/// Ready for text, the place told. `encrypts`: 1, or 0 to read.
Cipher begin(std::string_view key, std::string_view nonce, std::string_view place, int encrypts) {
    Cipher cipher(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    const std::string derived = hmac_sha256(key, purpose);
    int told = 0;
    const bool ready = cipher != nullptr &&
                       EVP_CipherInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, raw(derived),
                                         raw(nonce), encrypts) == 1 &&
                       EVP_CipherUpdate(cipher.get(), nullptr, &told, raw(place),
                                        static_cast<int>(place.size())) == 1;
    ensure(ready, "AES-256-GCM is available");
    return cipher;
}

}  // namespace

std::string seal(std::string_view key, std::string_view nonce, std::string_view place,
                 std::string_view text) {
    ensure(nonce.size() == seal_nonce_size, "a nonce has twelve bytes");
    const Cipher cipher = begin(key, nonce, place, 1);
    std::string hidden(text.size(), '\0');
    std::string tag(tag_size, '\0');
    int size = 0;
    int rest = 0;
    const bool made =
        EVP_CipherUpdate(cipher.get(), room(hidden), &size, raw(text),
                         static_cast<int>(text.size())) == 1 &&
        EVP_CipherFinal_ex(cipher.get(), nullptr, &rest) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_size, tag.data()) == 1;
    ensure(made, "a text can be sealed");
    return std::string(nonce) + tag + hidden;
}

std::optional<std::string> unseal(std::string_view key, std::string_view place,
                                  std::string_view sealed) {
    if (sealed.size() < seal_nonce_size + tag_size) return std::nullopt;
    std::string tag(sealed.substr(seal_nonce_size, tag_size));
    const std::string_view hidden = sealed.substr(seal_nonce_size + tag_size);
    const Cipher cipher = begin(key, sealed.substr(0, seal_nonce_size), place, 0);
    std::string text(hidden.size(), '\0');
    int size = 0;
    int rest = 0;
    const bool whole =
        EVP_CipherUpdate(cipher.get(), room(text), &size, raw(hidden),
                         static_cast<int>(hidden.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1 &&
        EVP_CipherFinal_ex(cipher.get(), nullptr, &rest) == 1;
    if (!whole) return std::nullopt;
    return text;
}

}  // namespace kazi::billing
