// SPDX-License-Identifier: Apache-2.0
// What a client can look at: funds, campaigns, results.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gateway/api/campaign_facts.hpp"
#include "gateway/api/campaign_report.hpp"
#include "gateway/store/store.hpp"
#include "protocols/message.hpp"

namespace kazi::gateway::api {

/// Of each market, the newest this many are listed.
inline constexpr std::size_t listed_campaigns_max = 1'000;

class Reading {
public:
    /// Both must outlive it.
    Reading(store::Store& store, std::span<const Market> markets)
        : store_(store), markets_(markets) {}

    using Parameters = std::map<std::string, std::string>;

    boost::asio::awaitable<protocols::HttpReply> funds(Client client);
    boost::asio::awaitable<protocols::HttpReply> campaigns(Client client);
    boost::asio::awaitable<protocols::HttpReply> campaign(Client client, const Market* market,
                                                          std::uint32_t number);
    boost::asio::awaitable<protocols::HttpReply> results(Client client, const Market* market,
                                                         std::uint32_t number,
                                                         Parameters parameters);
    boost::asio::awaitable<protocols::HttpReply> report(Client client, const Market* market,
                                                        std::uint32_t number);
    /// `today`: a day since 1970.
    boost::asio::awaitable<protocols::HttpReply> audience(Client client, const Market* market,
                                                          std::uint32_t number,
                                                          std::uint16_t today);
    boost::asio::awaitable<protocols::HttpReply> reviews(Client client, const Market* market,
                                                         std::uint32_t number,
                                                         Parameters parameters);

private:
    using Numbers = boost::system::result<std::vector<std::uint32_t>, Problem>;
    using Facts = boost::system::result<std::vector<CampaignFacts>, Problem>;

    boost::asio::awaitable<protocols::HttpReply> sampled(const Market* market, std::string key,
                                                         std::uint64_t count);
    boost::asio::awaitable<std::optional<Problem>> add_results(const Market* market,
                                                               std::uint32_t number,
                                                               LatestVersions* latest,
                                                               CampaignReport* report);
    boost::asio::awaitable<Numbers> numbers_of(Client client, const Market* market);
    boost::asio::awaitable<Facts> facts_of(Client client, const Market* market,
                                           std::vector<std::uint32_t> numbers);

    store::Store& store_;
    std::span<const Market> markets_;
};

}  // namespace kazi::gateway::api
