// SPDX-License-Identifier: Apache-2.0
// How many of a market's workers a campaign is for, before it is launched.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/json/object.hpp>
#include <boost/system/result.hpp>
#include <cstdint>

#include "gateway/api/market.hpp"
#include "gateway/api/problem.hpp"
#include "gateway/store/store.hpp"
#include "taskflow/context.hpp"

namespace kazi::gateway::api {

/// Workers lie in buckets by a hash of their numbers: any of the buckets are a fair sample.
struct Audience {
    std::uint32_t buckets_read = 0;
    std::uint64_t looked_at = 0;  ///< workers in them
    std::uint64_t working = 0;    ///< of those: joined, and did not stop
    std::uint64_t fit = 0;        ///< of those: speak its language and are whom it asks for

    [[nodiscard]] bool is_exact() const;
};

/// So many workers are looked at, at least, before the rest are reckoned from them.
inline constexpr std::uint64_t audience_sample = 2'000;

/// The audience object of the API.
[[nodiscard]] boost::json::object audience_view(const Audience& audience);

/// Looks at whole buckets until it saw `audience_sample` workers, or all there are. `today`: a day
/// since 1970, by which levels are aged. The store must outlive it. Fails: the store is away, or a
/// record is damaged.
[[nodiscard]] boost::asio::awaitable<boost::system::result<Audience, Problem>> count_audience(
    store::Store& store, std::string cell, taskflow::Campaign campaign, std::uint16_t today);

}  // namespace kazi::gateway::api
