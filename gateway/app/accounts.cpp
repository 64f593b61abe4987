// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/accounts.hpp"

#include <utility>

namespace kazi::gateway::app {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr const char* lacks = "is missing: the codec can't do without it";

/// `key` may stand nowhere: then it is said of the account's table.
config::ConfigError fault_of(const config::Config& config, const config::Provider& account,
                             const std::string& key, const std::string& text) {
    config::ConfigError error = config.fault("provider." + account.name + "." + key, text);
    if (error.line == 0) error.line = config.fault("provider." + account.name, text).line;
    return error;
}

billing::ProviderSettings provider_settings(const config::Provider& from,
                                            const billing::Provider& codec) {
    billing::ProviderSettings settings = codec.defaults;
    settings.username = from.username;
    settings.api_key = from.api_key.reveal();
    if (!from.url.empty()) settings.send_url = from.url;
    if (!from.query_url.empty()) settings.status_url = from.query_url;
    if (!from.token_url.empty()) settings.token_url = from.token_url;
    settings.callback_url = from.callback_url;
    settings.callback_secret = from.callback_secret.reveal();
    for (const config::Secret& token : from.callback_path_tokens)
        settings.path_tokens.push_back(token.reveal());
    for (const auto& [name, value] : from.options)
        settings.options.push_back({name, value.reveal()});
    return settings;
}

const billing::Provider& codec_of(const config::Config& config, const config::Provider& from) {
    const billing::Provider* codec = billing::find_provider(from.codec);
    if (codec == nullptr) throw fault_of(config, from, "codec", "no codec '" + from.codec + "'");
    return *codec;
}

/// With everything that the codec makes out of other settings, and all that it needs.
billing::ProviderSettings complete_settings(const config::Config& config,
                                            const config::Provider& from,
                                            const billing::Provider& codec) {
    billing::ProviderSettings settings = provider_settings(from, codec);
    const auto fault = codec.prepare(settings);
    if (fault)
        throw fault_of(config, from, "options." + std::string(fault->option),
                       std::string(fault->why));
    const auto missing = billing::missing_option(codec, settings);
    if (!missing.empty()) throw fault_of(config, from, "options." + std::string(missing), lacks);
    if (settings.send_url.empty()) throw fault_of(config, from, "url", lacks);
    if (settings.status_url.empty() && codec.traits.lookup_by_key)
        throw fault_of(config, from, "query_url", lacks);
    return settings;
}

billing::PayoutRoute route_of(const config::Config& config, const config::Provider& from,
                              const config::Market& market) {
    const auto currency = billing::Currency::parse(market.currency);
    if (!currency) throw config.fault("market." + market.name + ".currency", currency.error());
    billing::PayoutRoute route;
    route.name = from.name;
    route.kind = from.pays == "money" ? billing::PayKind::money : billing::PayKind::airtime;
    route.countries = from.prefixes;
    route.operators = from.operators;
    route.currency = *currency;
    route.minimum_micro = from.minimum_micro;
    if (from.maximum_micro > 0) route.maximum_micro = from.maximum_micro;
    route.fee_micro = from.fee_micro;
    route.fee_ppm = from.fee_ppm;
    return route;
}

payer::AccountSettings account_settings(const config::Config& config, const config::Provider& from,
                                        const config::Market& market) {
    payer::AccountSettings settings;
    settings.name = from.name;
    settings.provider = &codec_of(config, from);
    const billing::ProviderTraits& traits = settings.provider->traits;
    settings.account = complete_settings(config, from, *settings.provider);
    settings.route = route_of(config, from, market);
    settings.call_deadline = from.call_deadline.value_or(seconds(traits.call_deadline_s));
    settings.pending_deadline = from.pending_deadline;
    settings.number_spacing = from.number_spacing.value_or(seconds(traits.number_spacing_s));
    settings.queue_pause = from.queue_pause;
    settings.payouts_per_second = from.payouts_per_second;
    settings.day_cap_micro = from.day_cap_micro;
    settings.number_day_cap_micro = from.number_day_cap_micro;
    return settings;
}

}  // namespace

payer::PayerSettings payer_settings(const config::Config& config, const config::Market& market) {
    payer::PayerSettings settings;
    settings.deployment_key = config.identity.key.reveal();
    settings.network_days = market.pay.network_days;
    for (const config::Provider& from : config.providers)
        if (from.market == market.name)
            settings.accounts.push_back(account_settings(config, from, market));
    for (const auto& [name, prefixes] : market.operators)
        for (const std::string& digits : prefixes)
            settings.operators.push_back({digits, name});
    return settings;
}

}  // namespace kazi::gateway::app
