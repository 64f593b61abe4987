// SPDX-License-Identifier: Apache-2.0
// Signers differ in whether they name the default port, so each address is tried with and without.
#include "protocols/twilio_signature.hpp"

#include <algorithm>
#include <vector>

#include "protocols/base64.hpp"
#include "protocols/digest.hpp"
#include "protocols/form.hpp"
#include "protocols/signature.hpp"
#include "protocols/words.hpp"

namespace kazi::protocols {

namespace {

Refusal forbidden(std::string why) {
    return {403, std::move(why)};
}

/// Where the authority of a URL begins and ends, and its port's colon (npos: no port).
struct Authority {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t colon = std::string_view::npos;
};

Authority authority_of(std::string_view url) {
    Authority authority;
    const std::size_t scheme = url.find("://");
    authority.begin = scheme == std::string_view::npos ? 0 : scheme + 3;
    authority.end = std::min(url.find_first_of("/?#", authority.begin), url.size());
    const std::string_view text = url.substr(authority.begin, authority.end - authority.begin);
    const std::size_t host = text.find_last_of("@]");
    const std::size_t colon = text.find(':', host == std::string_view::npos ? 0 : host);
    if (colon != std::string_view::npos) authority.colon = authority.begin + colon;
    return authority;
}

/// The URL as it is, and the other way to write its port.
std::vector<std::string> spellings_of(const std::string& url) {
    const Authority authority = authority_of(url);
    std::string other = url;
    if (authority.colon != std::string_view::npos) {
        other.erase(authority.colon, authority.end - authority.colon);
    } else {
        const bool plain = lower_case(std::string_view(url).substr(0, 5)) == "http:";
        other.insert(authority.end, plain ? ":80" : ":443");
    }
    return {url, std::move(other)};
}

/// What follows the URL in the signed text: every name and value of the form, sorted, no blanks
/// between. Empty optional: the body is not what was vouched for.
std::optional<std::string> signed_tail(const Callback& callback) {
    if (callback.method != "POST") return std::string();
    if (const auto query = parse_form(query_of(callback.target))) {
        if (const Field* hash = query->find("bodySHA256")) {
            const bool right =
                equal_in_constant_time(lower_case(hash->value), sha256_hex(callback.body));
            return right ? std::optional<std::string>("") : std::nullopt;
        }
    }
    auto pairs = parse_form_pairs(callback.body);
    if (!pairs) return std::nullopt;
    std::ranges::sort(*pairs);
    pairs->erase(std::unique(pairs->begin(), pairs->end()), pairs->end());
    std::string tail;
    for (const FormPair& pair : *pairs)
        tail.append(pair.name).append(pair.value);
    return tail;
}

bool is_signed_by(std::string_view secret, std::string_view text, std::string_view given) {
    return equal_in_constant_time(base64_encode(hmac(DigestKind::sha1, secret, text)), given);
}

}  // namespace

std::optional<Refusal> check_twilio_signature(const Callback& callback, std::string_view public_url,
                                              std::span<const std::string> secrets) {
    const std::string_view given = trim(callback.header("x-twilio-signature"));
    if (given.empty()) return forbidden("the signature is missing");
    if (public_url.empty()) return forbidden("the route's public address is not set");
    const auto tail = signed_tail(callback);
    if (!tail) return forbidden("the signature does not cover the body");
    std::string url(public_url);
    url += callback.target.substr(0, callback.target.find('#'));
    bool matched = false;
    for (const std::string& spelling : spellings_of(url)) {
        for (const std::string& secret : secrets) {
            matched |= !secret.empty() && is_signed_by(secret, spelling + *tail, given);
        }
    }
    if (!matched) return forbidden("the signature is wrong");
    return std::nullopt;
}

}  // namespace kazi::protocols
