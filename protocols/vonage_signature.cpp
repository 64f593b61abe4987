// SPDX-License-Identifier: Apache-2.0
// How `sig` is made is a setting of the account. The plain MD5 is never guessed at, since texts can
// be found that share one.
#include "protocols/vonage_signature.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "protocols/answer.hpp"
#include "protocols/digest.hpp"
#include "protocols/jwt.hpp"
#include "protocols/signature.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

Refusal forbidden(std::string why) {
    return {403, std::move(why)};
}

/// One way to make a `sig`.
struct Method {
    std::string_view name;
    DigestKind kind;
    bool keyed;                  ///< HMAC; otherwise a digest of the text with the secret behind
    std::size_t hex_characters;  ///< of a keyed one, by which it is recognised
};

constexpr std::array<Method, 5> methods = {{
    {"md5", DigestKind::md5, true, 32},
    {"sha1", DigestKind::sha1, true, 40},
    {"sha256", DigestKind::sha256, true, 64},
    {"sha512", DigestKind::sha512, true, 128},
    {"md5hash", DigestKind::md5, false, 0},
}};

/// "SHA-256 HMAC" and the like come down to "sha256".
std::string plain_name(std::string_view method) {
    static constexpr std::string_view keyed = "hmac";
    std::string name;
    for (const char c : lower_case(method)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) name += c;
    }
    if (const std::size_t at = name.find(keyed); at != std::string::npos) {
        name.erase(at, keyed.size());
    }
    return name;
}

const Method* method_of(const std::string& name, std::string_view sig) {
    const auto found = name.empty()
                           ? std::ranges::find(methods, sig.size(), &Method::hex_characters)
                           : std::ranges::find(methods, std::string_view(name), &Method::name);
    return found == methods.end() ? nullptr : &*found;
}

/// Every parameter but `sig`, sorted by name; a value may not hold what joins them.
std::string signed_text(const Fields& fields) {
    std::vector<Field> sorted = fields.all();
    std::ranges::sort(sorted, {}, &Field::name);
    std::string text;
    for (const Field& field : sorted) {
        if (field.name == "sig") continue;
        text.append("&").append(field.name).append("=");
        const std::size_t value = text.size();
        text.append(field.value);
        std::replace_if(
            text.begin() + static_cast<std::ptrdiff_t>(value), text.end(),
            [](char c) { return c == '&' || c == '='; }, '_');
    }
    return text;
}

std::string make_sig(const Method& method, const std::string& secret, const std::string& text) {
    return to_hex(method.keyed ? hmac(method.kind, secret, text)
                               : digest(method.kind, text + secret));
}

std::optional<Refusal> check_sig(const Fields& fields, const RouteSettings& settings,
                                 std::int64_t now_s) {
    const Field* given = fields.find("sig");
    const Field* timestamp = fields.find("timestamp");
    if (given == nullptr || timestamp == nullptr) return forbidden("the signature is missing");
    if (!is_within_window(timestamp->value, now_s)) {
        return forbidden("the timestamp is out of the window");
    }
    const std::string sig = lower_case(given->value);
    const Method* method = method_of(plain_name(settings.signature_method), sig);
    if (method == nullptr) return forbidden("the signature is of no known kind");
    const std::string text = signed_text(fields);
    bool matched = false;
    for (const std::string& secret : settings.secrets) {
        matched |= !secret.empty() && equal_in_constant_time(make_sig(*method, secret, text), sig);
    }
    if (!matched) return forbidden("the signature is wrong");
    return std::nullopt;
}

std::optional<std::string_view> bearer_token(const Callback& callback) {
    static constexpr std::string_view scheme = "bearer ";
    const std::string_view header = trim(callback.header("authorization"));
    if (lower_case(header.substr(0, scheme.size())) != scheme) return std::nullopt;
    return trim(header.substr(scheme.size()));
}

/// The token vouches for the body only, so nothing else may be read of the callback.
std::optional<Refusal> check_token(const Callback& callback, std::string_view token,
                                   const RouteSettings& settings, std::int64_t now_s) {
    if (callback.method != "POST") return forbidden("the token does not cover a query");
    const auto claims = claims_of(token, settings.secrets);
    if (!claims) return forbidden("the token is wrong");
    if (text_member(*claims, "iss") != "Vonage") return forbidden("the token is another's");
    const std::string hash = lower_case(text_member(*claims, "payload_hash"));
    if (!equal_in_constant_time(hash, sha256_hex(callback.body))) {
        return forbidden("the token does not cover the body");
    }
    if (!is_within_window(text_member(*claims, "iat"), now_s)) {
        return forbidden("the token's time is out of the window");
    }
    return std::nullopt;
}

}  // namespace

std::optional<Refusal> check_vonage_proof(const Callback& callback, const Parsed<Fields>& fields,
                                          const RouteSettings& settings, std::int64_t now_s) {
    if (const auto token = bearer_token(callback)) {
        return check_token(callback, *token, settings, now_s);
    }
    if (plain_name(settings.signature_method) == "jwt") return forbidden("the token is missing");
    if (!fields) return forbidden("the signature is missing");
    return check_sig(*fields, settings, now_s);
}

}  // namespace kazi::protocols
