// SPDX-License-Identifier: Apache-2.0
// The signature is checked before the claims are looked at.
#include "protocols/jwt.hpp"

#include <algorithm>

#include "protocols/answer.hpp"
#include "protocols/base64.hpp"
#include "protocols/digest.hpp"
#include "protocols/signature.hpp"

namespace kazi::protocols {

namespace {

/// RFC 4648's alphabet for URLs, without padding.
std::optional<std::string> base64url_decode(std::string_view text) {
    if (text.find_first_of("+/=") != std::string_view::npos) return std::nullopt;
    std::string padded(text);
    std::ranges::replace(padded, '-', '+');
    std::ranges::replace(padded, '_', '/');
    while (padded.size() % 4 != 0)
        padded += '=';
    return base64_decode(padded);
}

bool says_hs256(std::string_view encoded_header) {
    const auto text = base64url_decode(encoded_header);
    const auto header = text ? parse_answer(*text) : std::nullopt;
    return header && text_member(*header, "alg") == "HS256";
}

}  // namespace

std::optional<boost::json::object> claims_of(std::string_view token,
                                             std::span<const std::string> secrets) {
    const std::size_t first = token.find('.');
    const std::size_t last = token.rfind('.');
    if (first == std::string_view::npos || token.find('.', first + 1) != last) return std::nullopt;
    const auto given = base64url_decode(token.substr(last + 1));
    if (!given || !says_hs256(token.substr(0, first))) return std::nullopt;
    bool matched = false;
    for (const std::string& secret : secrets) {
        const std::string expected = hmac(DigestKind::sha256, secret, token.substr(0, last));
        matched |= !secret.empty() && equal_in_constant_time(expected, *given);
    }
    if (!matched || first == last) return std::nullopt;
    const auto claims = base64url_decode(token.substr(first + 1, last - first - 1));
    return claims ? parse_answer(*claims) : std::nullopt;
}

}  // namespace kazi::protocols
