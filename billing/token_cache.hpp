// SPDX-License-Identifier: Apache-2.0
// One token for all daemons of a deployment, fetched by one of them at a time: some providers
// forget the old token when a new one is fetched, so two that fetch would shut each other out.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "billing/provider.hpp"

namespace kazi::billing {

/// What stands in the store for one provider account. Written only under its version.
struct TokenRecord {
    std::string token;  ///< empty: none yet
    std::int64_t fetched_us = 0;
    std::int64_t expires_us = 0;
    std::int64_t fetching_until_us = 0;  ///< somebody fetches; until then nobody else does

    friend bool operator==(const TokenRecord&, const TokenRecord&) = default;
};

/// How long one may fetch: longer than the call's own deadline.
inline constexpr std::int64_t token_fetch_us = 60'000'000;

/// The token may be used now.
struct UseToken {
    std::string token;
};
/// Write `claimed` under the record's version; whoever succeeds fetches, all others look again.
struct FetchToken {
    TokenRecord claimed;
    std::string meanwhile;  ///< the old token, while it lives; empty: wait
};
/// Somebody fetches.
struct AwaitToken {
    std::int64_t look_again_us = 0;
};

using TokenStep = std::variant<UseToken, FetchToken, AwaitToken>;

/// A token is renewed once four fifths of its life are over. `refused`: the provider did not take
/// this token; it is fetched anew, unless the record holds another one already.
[[nodiscard]] TokenStep next_token_step(const TokenRecord& record, std::int64_t now_us,
                                        std::string_view refused = {});

/// The record after a fetch. A refusal leaves the old token and lets others try.
[[nodiscard]] TokenRecord token_fetched(const TokenRecord& record, const ProviderToken& token,
                                        std::int64_t now_us);
[[nodiscard]] TokenRecord token_not_fetched(const TokenRecord& record);

}  // namespace kazi::billing
