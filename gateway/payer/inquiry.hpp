// SPDX-License-Identifier: Apache-2.0
// Asks a provider what became of an attempt.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>

#include "gateway/keepers/keepers.hpp"
#include "gateway/payer/accounts.hpp"
#include "gateway/payer/capture.hpp"
#include "gateway/payer/tokens.hpp"

namespace kazi::gateway::payer {

/// What the provider said, and how, word for word.
struct Answered {
    billing::Decoded told;
    Capture capture;  ///< without payout
};

class Inquiry {
public:
    /// Everything handed in outlives it.
    Inquiry(keepers::Post post, Tokens& tokens) : post_(post), tokens_(tokens) {}

    /// Nothing: it can't be asked, or did not answer. A token that died meanwhile is no answer:
    /// once more with another.
    boost::asio::awaitable<std::optional<Answered>> about(Account& account,
                                                          billing::Attempt attempt);

private:
    keepers::Post post_;
    Tokens& tokens_;
};

}  // namespace kazi::gateway::payer
