// SPDX-License-Identifier: Apache-2.0
// Bearer tokens: one for all daemons, fetched by one of them at a time, kept sealed in the store
// and never shown.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>

#include "gateway/keepers/keepers.hpp"
#include "gateway/payer/accounts.hpp"
#include "gateway/records/token_record.hpp"

namespace kazi::gateway::payer {

class Tokens {
public:
    /// Both outlive it.
    Tokens(keepers::Post post, const PayerSettings& settings) : post_(post), settings_(settings) {}

    /// The account's settings with a token that lives, where its provider has tokens. Nothing: none
    /// is to be had now, try again later.
    boost::asio::awaitable<std::optional<billing::ProviderSettings>> sign_in(Account& account);

    /// The provider did not take this token: the next one who signs in fetches another.
    static void refuse(Account& account, const billing::ProviderSettings& signed_in);

private:
    struct Kept {
        bool answered = false;  ///< false: the store is away
        records::StoredToken stored;
    };

    boost::asio::awaitable<std::optional<std::string>> token_for(Account& account);
    boost::asio::awaitable<Kept> load(const Account& account);
    boost::asio::awaitable<bool> keep(const Account& account, billing::TokenRecord record,
                                      std::uint32_t version);
    boost::asio::awaitable<std::optional<std::string>> fetch(Account& account,
                                                             billing::FetchToken order,
                                                             std::uint32_t version);
    boost::asio::awaitable<std::optional<billing::ProviderToken>> ask(Account& account);
    [[nodiscard]] std::string nonce() const;
    [[nodiscard]] records::TokenSeal seal_of(const Account& account) const;

    keepers::Post post_;
    const PayerSettings& settings_;
};

}  // namespace kazi::gateway::payer
