// SPDX-License-Identifier: Apache-2.0
// Bearer tokens, as every provider that has them hands them out.
#include <charconv>

#include "billing/provider.hpp"
#include "billing/provider_message.hpp"

namespace kazi::billing {

namespace {

constexpr std::int64_t life_s_max = 366LL * 86'400;

std::optional<std::int64_t> life_of(const std::string& text) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    if (!whole || seconds <= 0 || seconds > life_s_max) return std::nullopt;
    return seconds;
}

bool fits_a_header(const std::string& token) {
    for (const char c : token)
        if (c <= ' ' || c > '~') return false;
    return !token.empty();
}

}  // namespace

std::optional<ProviderToken> parse_token(const ProviderReply& reply) {
    if (reply.status != 200 && reply.status != 201) return std::nullopt;
    const auto body = object_of(reply);
    if (!body) return std::nullopt;
    MessageReader read(&*body);
    const std::string token = read.word("access_token");
    const auto life = life_of(read.word("expires_in"));
    if (!life || !fits_a_header(token)) return std::nullopt;
    return ProviderToken{token, *life};
}

}  // namespace kazi::billing
