// SPDX-License-Identifier: Apache-2.0
// What a campaign's money bought: how far its results can be believed, by the items whose label was
// known beforehand, what they cost, and what to do better next time.
#pragma once

#include <array>
#include <boost/json/object.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "gateway/api/campaign_facts.hpp"
#include "gateway/records/item_record.hpp"

namespace kazi::gateway::api {

/// Items of one kind: settled with so many answers, or with a confidence between two bounds.
struct ReportGroup {
    std::int64_t items = 0;  ///< gold included
    std::int64_t answers = 0;
    std::int64_t gold = 0;
    std::int64_t gold_right = 0;
    std::int64_t gold_stated_ppm = 0;  ///< sum over gold

    void add(const records::ItemResult& result);
    /// Shares of one; 0 without gold.
    [[nodiscard]] double right() const;
    [[nodiscard]] double stated() const;
};

/// From here on what gold says is worth a word.
inline constexpr std::int64_t report_gold_min = 30;

/// Where each group of `CampaignReport::by_confidence` begins, in millionths.
inline constexpr std::array<std::uint32_t, 6> confidence_steps_ppm{0,       500'000, 700'000,
                                                                   800'000, 900'000, 950'000};

/// Grows result by result; its size does not grow with the campaign, but for odd texts of gold.
struct CampaignReport {
    ReportGroup all;
    std::map<records::ItemOutcome, std::int64_t> outcomes;
    std::map<std::uint16_t, ReportGroup> by_answers;
    std::array<ReportGroup, confidence_steps_ppm.size()> by_confidence;
    /// Known label and what came out → gold items.
    std::map<std::pair<std::string, std::string>, std::int64_t> confusion;

    void add(const records::ItemResult& result);
    /// One sentence for the next campaign.
    [[nodiscard]] std::string advice() const;
};

/// Items whose result was issued again, each with the greatest version seen.
using LatestVersions = std::map<std::uint32_t, std::uint8_t>;

/// False: a later version is known to replace this result. Takes note of what is later than known.
[[nodiscard]] bool stands(LatestVersions& latest, const records::ItemResult& result);

/// The report of the API.
[[nodiscard]] boost::json::object report_view(const CampaignFacts& facts,
                                              const CampaignReport& report);

}  // namespace kazi::gateway::api
