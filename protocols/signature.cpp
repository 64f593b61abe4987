// SPDX-License-Identifier: Apache-2.0
// Every candidate is compared with every secret, without stopping at the first that matches.
#include "protocols/signature.hpp"

#include <openssl/crypto.h>

#include <cstdlib>

#include "protocols/base64.hpp"
#include "protocols/digest.hpp"
#include "protocols/form.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

Refusal forbidden(std::string why) {
    return {403, std::move(why)};
}

bool key_of_query_matches(std::string_view target, std::span<const std::string> secrets) {
    const auto query = parse_form(query_of(target));
    if (!query) return false;
    const Field* key = query->find("key");
    return key != nullptr && matches_any(key->value, secrets);
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
    return to_hex(digest(DigestKind::sha256, bytes));
}

std::string hmac_sha256_hex(std::string_view secret, std::string_view bytes) {
    return to_hex(hmac(DigestKind::sha256, secret, bytes));
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

bool is_within_window(std::string_view timestamp, std::int64_t now_s) {
    // Twelve digits reach far beyond any clock and keep the difference from overflowing.
    constexpr std::size_t digits_max = 12;
    const auto told = parse_whole_number(timestamp);
    return told && timestamp.size() <= digits_max &&
           std::llabs(*told - now_s) <= signature_window_s;
}

bool matches_any(std::string_view candidate, std::span<const std::string> secrets) {
    bool matched = false;
    for (const std::string& secret : secrets) {
        matched |= !secret.empty() && equal_in_constant_time(candidate, secret);
    }
    return matched;
}

std::string sign(std::string_view secret, std::string_view timestamp, std::string_view bytes) {
    std::string message;
    message.reserve(timestamp.size() + 1 + bytes.size());
    message.append(timestamp).append(".").append(bytes);
    return "v1=" + hmac_sha256_hex(secret, message);
}

std::optional<Refusal> check_signature(const Callback& callback,
                                       std::span<const std::string> secrets, std::int64_t now_s) {
    const std::string_view timestamp = trim(callback.header("x-kazi-timestamp"));
    std::string_view given = callback.header("x-kazi-signature");
    if (timestamp.empty() || given.empty()) return forbidden("the signature is missing");
    if (!is_within_window(timestamp, now_s)) return forbidden("the timestamp is out of the window");
    const std::string_view bytes =
        callback.method == "GET" ? query_of(callback.target) : callback.body;
    bool matched = false;
    for (const std::string& secret : secrets) {
        if (secret.empty()) continue;
        const std::string expected = sign(secret, timestamp, bytes);
        std::string_view rest = given;
        while (!rest.empty()) {
            const std::size_t comma = rest.find(',');
            matched |= equal_in_constant_time(trim(rest.substr(0, comma)), expected);
            rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
        }
    }
    if (!matched) return forbidden("the signature is wrong");
    return std::nullopt;
}

std::optional<Refusal> check_basic(const Callback& callback, std::string_view username,
                                   std::span<const std::string> secrets) {
    static constexpr std::string_view scheme = "basic ";
    const std::string_view header = trim(callback.header("authorization"));
    if (lower_case(header.substr(0, scheme.size())) != scheme) {
        return forbidden("the credentials are missing");
    }
    const auto credentials = base64_decode(trim(header.substr(scheme.size())));
    if (!credentials) return forbidden("the credentials can't be read");
    const std::string_view given = *credentials;
    const std::size_t colon = given.find(':');
    const bool right = colon != std::string_view::npos &&
                       equal_in_constant_time(given.substr(0, colon), username) &&
                       matches_any(given.substr(colon + 1), secrets);
    if (!right) return forbidden("the credentials are wrong");
    return std::nullopt;
}

std::optional<Refusal> check_target_secret(const Callback& callback,
                                           std::span<const std::string> secrets) {
    std::string_view path = callback.target.substr(0, callback.target.find('?'));
    bool matched = key_of_query_matches(callback.target, secrets);
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        matched |= matches_any(path.substr(0, slash), secrets);
        path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    }
    if (!matched) return forbidden("the secret in the address is missing or wrong");
    return std::nullopt;
}

}  // namespace kazi::protocols
