// SPDX-License-Identifier: Apache-2.0
// Takes the steps that a provider wants before a payment, and keeps what they bring: the same
// payment, made again, has the same content. While a step is not answered, nothing has left.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <variant>

#include "billing/first_step.hpp"
#include "gateway/keepers/keepers.hpp"
#include "gateway/payer/accounts.hpp"
#include "gateway/store/batch.hpp"

namespace kazi::gateway::payer {

/// What was learned, as it is stored.
struct KnownFacts {
    std::uint32_t version = 0;  ///< of the stored value; 0: none
    billing::Facts facts;
};
[[nodiscard]] std::string pack_facts(const KnownFacts& known, std::uint32_t version);
/// Fails (nullopt) on bytes that no version of this code wrote.
[[nodiscard]] std::optional<KnownFacts> facts_from(std::string_view bytes);

class FirstStepTaker {
public:
    /// Both outlive it.
    FirstStepTaker(keepers::Post post, const PayerSettings& settings)
        : post_(post), settings_(settings) {}

    /// The settings with which the payment can be made; why it is refused, or not made now (outcome
    /// none); or nothing: no answer came, or the store is away.
    using Prepared = std::variant<std::monostate, billing::ProviderSettings, billing::Decoded>;
    boost::asio::awaitable<Prepared> prepare(Account& account, billing::PayoutOrder order,
                                             billing::ProviderSettings signed_in);

    enum class Heard : std::uint8_t { about_something_else, kept, store_away };
    /// A call of the provider, which may answer a step.
    boost::asio::awaitable<billing::ProviderResult<Heard>> hear(const Account& account,
                                                                billing::ProviderCallback call);

    /// The account's settings, with what is known of the payment that a call names.
    boost::asio::awaitable<billing::ProviderSettings> settings_for(const Account& account,
                                                                   billing::ProviderCallback call);

private:
    boost::asio::awaitable<std::optional<KnownFacts>> load(std::string key);
    boost::asio::awaitable<bool> keep(std::string key, KnownFacts known, std::uint32_t kept_s);
    boost::asio::awaitable<bool> mark_sent(std::string key, KnownFacts known);
    boost::asio::awaitable<std::optional<billing::StepAnswer>> take(Account& account,
                                                                    billing::AskFirst step,
                                                                    billing::ProviderSettings as);
    boost::asio::awaitable<std::optional<billing::Facts>> called_back(std::string key);
    [[nodiscard]] std::string key_of(const Account& account, std::string_view subject) const;

    keepers::Post post_;
    const PayerSettings& settings_;
};

}  // namespace kazi::gateway::payer
