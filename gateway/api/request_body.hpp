// SPDX-License-Identifier: Apache-2.0
// The JSON bodies that clients send: read whole, within limits, every field checked.
#pragma once

#include <boost/json/value.hpp>
#include <boost/system/result.hpp>
#include <span>
#include <string>
#include <string_view>

#include "billing/money.hpp"
#include "gateway/api/market.hpp"
#include "gateway/api/problem.hpp"
#include "protocols/message.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::api {

inline constexpr std::size_t json_body_bytes_max = 256 * 1024;

template <class T>
using Read = boost::system::result<T, Problem>;

/// Fails: 413 over the limit, 415 when it says that it is something else, 400 when it is no JSON.
[[nodiscard]] Read<boost::json::value> json_body(const protocols::Callback& request);

/// A body that has nothing to say: none, or an empty object. Fails as `json_body`, and on members.
[[nodiscard]] boost::system::result<void, Problem> empty_body(const protocols::Callback& request);

struct Funding {
    billing::Money amount;
    std::string reference;           ///< the bank's
    const Market* market = nullptr;  ///< whose campaigns it is for
};
/// Without a market, the first one of the currency takes it.
[[nodiscard]] Read<Funding> funding_from(const boost::json::value& body,
                                         std::span<const Market> markets);

/// A campaign that may be made: its market exists and has its languages, its question can be asked,
/// its fee is worked out. Number and client are not set.
[[nodiscard]] Read<taskflow::Campaign> campaign_from_spec(const boost::json::value& body,
                                                          std::span<const Market> markets);

}  // namespace kazi::gateway::api
