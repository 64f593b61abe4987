// SPDX-License-Identifier: Apache-2.0
// The table of payout providers, and what every provider's callback has in common.
#include <openssl/crypto.h>

#include <array>

#include "billing/provider.hpp"
#include "billing/providers/africastalking_airtime.hpp"

namespace kazi::billing {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i)
        if (lower(left[i]) != lower(right[i])) return false;
    return true;
}

/// The token that a callback's address carries: `token=` in the query, else the last path segment.
std::string_view token_of(std::string_view target) {
    constexpr std::string_view name = "token=";
    const auto question = target.find('?');
    if (question != std::string_view::npos) {
        std::string_view query = target.substr(question + 1);
        while (!query.empty()) {
            const auto end = query.find('&');
            if (query.starts_with(name)) return query.substr(0, end).substr(name.size());
            query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
        }
    }
    const std::string_view path = target.substr(0, question);
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

const std::array<Provider, 1>& table() {
    static const std::array<Provider, 1> rows{africastalking_airtime()};
    return rows;
}

}  // namespace

std::string_view ProviderCallback::header(std::string_view name) const {
    for (const ProviderHeader& candidate : headers)
        if (same_name(candidate.name, name)) return candidate.value;
    return {};
}

std::span<const Provider> providers() {
    return table();
}

const Provider* find_provider(std::string_view name) {
    for (const Provider& provider : table())
        if (provider.name == name) return &provider;
    return nullptr;
}

bool path_token_valid(std::string_view target, const ProviderSettings& settings) {
    if (settings.path_tokens.empty()) return true;
    const std::string_view told = token_of(target);
    bool valid = false;
    for (const std::string& token : settings.path_tokens) {
        const bool equal = !token.empty() && token.size() == told.size() &&
                           CRYPTO_memcmp(token.data(), told.data(), told.size()) == 0;
        valid = valid || equal;
    }
    return valid;
}

}  // namespace kazi::billing
