// SPDX-License-Identifier: Apache-2.0
#include "billing/providers/fspiop_signature.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>
#include <optional>
#include <string>

#include "billing/base64.hpp"
#include "billing/fields.hpp"

namespace kazi::billing {

namespace {

struct Free {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

std::string to_base64url(std::string_view bytes) {
    std::string text = to_base64(bytes);
    while (text.ends_with('='))
        text.pop_back();
    for (char& c : text) {
        if (c == '+') c = '-';
        if (c == '/') c = '_';
    }
    return text;
}

bool is_rs256(const std::string& protected_header) {
    const auto bytes = from_base64url(protected_header);
    if (!bytes) return false;
    const auto tree = parse_json(*bytes);
    if (!tree || tree->kind != JsonTree::Kind::object) return false;
    const auto algorithm = fields_of(*tree).text_once("alg");
    return algorithm && *algorithm == "RS256";
}

Owned<EVP_PKEY> read_key(std::string_view pem) {
    const Owned<BIO> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    if (!bio) return nullptr;
    return Owned<EVP_PKEY>(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
}

bool verifies(EVP_PKEY* key, std::string_view what, std::string_view signature) {
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    if (!context) return false;
    const int ready = EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key);
    if (ready != 1) return false;
    return EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                            signature.size(), reinterpret_cast<const unsigned char*>(what.data()),
                            what.size()) == 1;
}

}  // namespace

bool fspiop_signature_valid(std::string_view header, std::string_view body,
                            std::string_view public_key_pem) {
    const auto tree = parse_json(header);
    if (!tree || tree->kind != JsonTree::Kind::object) return false;
    const Fields fields = fields_of(*tree);
    const auto protected_header = fields.text_once("protectedHeader");
    const auto encoded = fields.text_once("signature");
    if (!protected_header || !*protected_header || !encoded || !*encoded) return false;
    const auto signature = from_base64url(**encoded);
    const auto key = read_key(public_key_pem);
    if (!signature || !key || !is_rs256(**protected_header)) return false;
    return verifies(key.get(), **protected_header + "." + to_base64url(body), *signature);
}

}  // namespace kazi::billing
