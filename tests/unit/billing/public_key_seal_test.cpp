// SPDX-License-Identifier: Apache-2.0
// What is sealed for a provider is opened here with its private half, made for the occasion.
#include "billing/public_key_seal.hpp"

#include <doctest/doctest.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>

#include "billing/base64.hpp"
#include "billing/provider.hpp"

using namespace kazi::billing;

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

unsigned char* room(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}
const unsigned char* raw(const std::string& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string written(BIO* bio) {
    char* at = nullptr;
    const auto size = static_cast<std::size_t>(BIO_get_mem_data(bio, &at));
    return {at, size};
}

/// A provider with a key pair.
class Portal {
public:
    explicit Portal(unsigned int bits) : key_(EVP_RSA_gen(bits)) { REQUIRE(key_); }

    [[nodiscard]] std::string public_key() const {
        const Owned<BIO> bio(BIO_new(BIO_s_mem()));
        REQUIRE(PEM_write_bio_PUBKEY(bio.get(), key_.get()) == 1);
        return written(bio.get());
    }
    /// One line of base64, as a portal shows it.
    [[nodiscard]] std::string public_key_line() const {
        const Owned<BIO> bio(BIO_new(BIO_s_mem()));
        REQUIRE(i2d_PUBKEY_bio(bio.get(), key_.get()) == 1);
        return to_base64(written(bio.get()));
    }
    [[nodiscard]] std::string certificate(bool pem) const {
        const Owned<X509> certificate(X509_new());
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
        X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
        X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86'400);
        REQUIRE(X509_set_pubkey(certificate.get(), key_.get()) == 1);
        REQUIRE(X509_sign(certificate.get(), key_.get(), EVP_sha256()) > 0);
        const Owned<BIO> bio(BIO_new(BIO_s_mem()));
        REQUIRE((pem ? PEM_write_bio_X509(bio.get(), certificate.get())
                     : i2d_X509_bio(bio.get(), certificate.get())) == 1);
        return written(bio.get());
    }

    [[nodiscard]] std::string open(const std::string& sealed) const {
        const auto bytes = from_base64(sealed);
        REQUIRE(bytes.has_value());
        const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new(key_.get(), nullptr));
        REQUIRE(EVP_PKEY_decrypt_init(context.get()) == 1);
        REQUIRE(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1);
        std::string plain(bytes->size(), '\0');
        std::size_t size = plain.size();
        REQUIRE(EVP_PKEY_decrypt(context.get(), room(plain), &size, raw(*bytes), bytes->size()) ==
                1);
        return plain.substr(0, size);
    }

private:
    Owned<EVP_PKEY> key_;
};

std::string decrypt(const std::string& hidden, const std::string& key, const std::string& iv) {
    const auto bytes = from_base64(hidden);
    REQUIRE(bytes.has_value());
    const Owned<EVP_CIPHER_CTX> context(EVP_CIPHER_CTX_new());
    std::string plain(bytes->size() + 16, '\0');
    int size = 0;
    int rest = 0;
    REQUIRE(EVP_DecryptInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, raw(key), raw(iv)) == 1);
    REQUIRE(EVP_DecryptUpdate(context.get(), room(plain), &size, raw(*bytes),
                              static_cast<int>(bytes->size())) == 1);
    REQUIRE(EVP_DecryptFinal_ex(context.get(), room(plain) + size, &rest) == 1);
    return plain.substr(0, static_cast<std::size_t>(size + rest));
}

std::string header(const ProviderRequest& request, std::string_view name) {
    for (const ProviderHeader& candidate : request.headers)
        if (candidate.name == name) return candidate.value;
    return {};
}

const Portal& portal() {
    static const Portal made(2048);
    return made;
}

}  // namespace

TEST_CASE("seal: a certificate, a public key, PEM, DER or one line of base64: all seal alike") {
    for (const std::string& key :
         {portal().certificate(true), portal().certificate(false), portal().public_key(),
          portal().public_key_line(), "\n" + portal().public_key_line() + "\n"}) {
        const auto sealed = seal_for(key, "Pa55#word%");
        REQUIRE(sealed.has_value());
        CHECK(sealed->size() == 344);
        CHECK(portal().open(*sealed) == "Pa55#word%");
    }
    CHECK(*seal_for(portal().public_key(), "1") != *seal_for(portal().public_key(), "1"));
}

TEST_CASE("seal: a short key carries a PIN, and no more than it can") {
    const Portal old(1024);
    const auto sealed = seal_for(old.public_key_line(), "4711");
    REQUIRE(sealed.has_value());
    CHECK(old.open(*sealed) == "4711");
    CHECK(seal_for(old.public_key(), std::string(117, 'x')).has_value());
    CHECK(seal_for(old.public_key(), std::string(118, 'x')).error() == SealFault::too_long);
}

TEST_CASE("seal: what is no RSA key is named") {
    for (const char* key : {"", "no key", "AAAA", "-----BEGIN CERTIFICATE-----\nAA==\n"})
        CHECK(seal_for(key, "x").error() == SealFault::unreadable_key);
    const Owned<EVP_PKEY> curve(EVP_EC_gen("P-256"));
    const Owned<BIO> bio(BIO_new(BIO_s_mem()));
    REQUIRE(PEM_write_bio_PUBKEY(bio.get(), curve.get()) == 1);
    CHECK(seal_for(written(bio.get()), "x").error() == SealFault::not_rsa);
}

TEST_CASE("message signing: AES-256-CBC as others compute it") {
    MessageSecret secret;
    for (int i = 0; i < 32; ++i)
        secret.key += static_cast<char>((i % 16) * 0x11);
    for (int i = 0; i < 16; ++i)
        secret.iv += static_cast<char>(15 - i);
    CHECK(encrypt_body(R"({"reference":"kazi0311"})", secret) ==
          "wMGh8vCOFq7ngyjIAZdiaOm+1tWwtixfhW4IODv24dU=");
    CHECK(message_secret("s", "a").key == message_secret("s", "a").key);
    CHECK(message_secret("s", "a").key != message_secret("s", "b").key);
    CHECK(message_secret("s", "a").iv != message_secret("t", "a").iv);
}

TEST_CASE("mpesa_b2c: the credential is made of password and certificate, once") {
    const Provider& mpesa = *find_provider("mpesa_b2c");
    ProviderSettings settings = mpesa.defaults;
    settings.options = {{"party_a", "600999"},
                        {"consumer_key", "k"},
                        {"consumer_secret", "s"},
                        {"initiator_password", "Pa55#word%"}};
    CHECK(mpesa.prepare(settings) == OptionFault{"certificate", "is missing"});
    settings.options.push_back({"certificate", portal().certificate(true)});
    CHECK_FALSE(mpesa.prepare(settings));
    CHECK(missing_option(mpesa, settings).empty());
    const std::string credential(settings.option("security_credential"));
    CHECK(portal().open(credential) == "Pa55#word%");
    CHECK_FALSE(mpesa.prepare(settings));
    CHECK(settings.option("security_credential") == credential);
    const Money amount{150 * micro_per_unit, *Currency::parse("KES")};
    const auto request = mpesa.build_request({"k1", "+254711000111", amount}, settings);
    CHECK(request.body.find("Pa55") == std::string::npos);
}

TEST_CASE("airtel_africa: PIN and signature are for Airtel alone") {
    const Provider& airtel = *find_provider("airtel_africa");
    ProviderSettings settings = airtel.defaults;
    settings.options = {{"client_secret", "hush"}, {"sign_messages", "yes"}, {"plain_pin", "4711"}};
    CHECK(airtel.prepare(settings) ==
          OptionFault{"public_key", "is neither a certificate nor a public key"});
    settings.options.push_back({"public_key", portal().public_key_line()});
    CHECK_FALSE(airtel.prepare(settings));
    CHECK(portal().open(std::string(settings.option("pin"))) == "4711");

    const Money amount{25 * micro_per_unit, *Currency::parse("ZMW")};
    const auto request = airtel.build_request({"k1", "+260971000111", amount}, settings);
    const std::string secret = portal().open(header(request, "x-key"));
    const auto key = from_base64(secret.substr(0, secret.find(':')));
    const auto iv = from_base64(secret.substr(secret.find(':') + 1));
    REQUIRE(key.has_value());
    REQUIRE(iv.has_value());
    CHECK(decrypt(header(request, "x-signature"), *key, *iv) == request.body);
}
