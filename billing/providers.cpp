// SPDX-License-Identifier: Apache-2.0
// The table of payout providers, and what every provider's callback has in common.
#include <array>

#include "billing/ascii.hpp"
#include "billing/digest.hpp"
#include "billing/provider.hpp"
#include "billing/providers/codecs.hpp"
#include "billing/public_key_seal.hpp"

namespace kazi::billing {

namespace {

bool same_name(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i)
        if (lower(left[i]) != lower(right[i])) return false;
    return true;
}

std::optional<std::string_view> query_token(std::string_view query) {
    constexpr std::string_view name = "token=";
    while (!query.empty()) {
        const auto end = query.find('&');
        if (query.starts_with(name)) return query.substr(0, end).substr(name.size());
        query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    }
    return std::nullopt;
}

std::vector<std::string_view> segments_of(std::string_view path) {
    std::vector<std::string_view> segments;
    while (!path.empty()) {
        const auto end = path.find('/');
        if (end != 0) segments.push_back(path.substr(0, end));
        path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
    }
    return segments;
}

/// The token that a callback's address carries: `token=` in the query and nowhere else, or the
/// segment behind the hook's own word, or the last one. Providers add segments of their own.
std::string_view token_of(std::string_view target) {
    const auto question = target.find('?');
    if (question != std::string_view::npos)
        if (const auto token = query_token(target.substr(question + 1))) return *token;
    const auto segments = segments_of(target.substr(0, question));
    for (std::size_t i = 0; i + 1 < segments.size(); ++i)
        if (segments[i] == "payout") return segments[i + 1];
    return segments.empty() ? std::string_view() : segments.back();
}

const auto& table() {
    static const std::array rows{
        africastalking_airtime(), airtel_africa(), dtone(),    flutterwave(), gsma_mm(),
        mojaloop_fspiop(),        mpesa_b2c(),     mtn_momo(), paystack(),    reloadly()};
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

std::string_view ProviderSettings::option(std::string_view name) const {
    for (const ProviderOption& candidate : options)
        if (candidate.name == name) return candidate.value;
    return {};
}

std::string_view missing_option(const Provider& provider, const ProviderSettings& settings) {
    for (const std::string_view name : provider.needs)
        if (settings.option(name).empty()) return name;
    return {};
}

std::string bare_answer(std::optional<Action>) {
    return "{}";
}

std::optional<ProviderRequest> no_token_request(const ProviderSettings&) {
    return std::nullopt;
}

std::optional<ProviderRequest> no_confirmation(const std::string&, const ProviderSettings&) {
    return std::nullopt;
}

std::optional<OptionFault> nothing_to_prepare(ProviderSettings&) {
    return std::nullopt;
}

std::optional<OptionFault> seal_option(ProviderSettings& settings, std::string_view name,
                                       std::string_view secret, std::string_view key) {
    const auto plain = settings.option(secret);
    if (plain.empty() || !settings.option(name).empty()) return std::nullopt;
    if (settings.option(key).empty()) return OptionFault{key, "is missing"};
    auto sealed = seal_for(settings.option(key), plain);
    if (!sealed) return OptionFault{key, to_string(sealed.error())};
    settings.options.push_back({std::string(name), std::move(*sealed)});
    return std::nullopt;
}

bool path_token_valid(std::string_view target, const ProviderSettings& settings) {
    if (settings.path_tokens.empty()) return true;
    const std::string_view told = token_of(target);
    bool valid = false;
    for (const std::string& token : settings.path_tokens)
        valid = same_secret(token, told) || valid;
    return valid;
}

}  // namespace kazi::billing
