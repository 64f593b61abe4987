// SPDX-License-Identifier: Apache-2.0
// The campaigns of the demonstration: what the crowd answers, and one to play with by hand.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "tests/simulator/recorded_answers.hpp"

namespace kazi::simulator::demo {

/// A campaign as the API takes it, and its items as NDJSON.
struct CampaignPlan {
    boost::json::object campaign;
    std::string items;
    std::size_t item_count = 0;
};

/// How people felt about the weather: the recorded set's items, in English and Swahili. `pay` is an
/// amount such as "2.00".
[[nodiscard]] CampaignPlan weather_campaign(const Truth& truth, const std::string& pay);

/// A survey of two dozen short questions, of which one SMS asks `pack_at_most`. Its days are called
/// as the recorded set calls its items, so that the crowd can read them.
[[nodiscard]] CampaignPlan survey_campaign(std::size_t interviews, int pack_at_most);

/// Eight friendly questions in both languages, asked only of who asks for work.
[[nodiscard]] CampaignPlan village_campaign();

}  // namespace kazi::simulator::demo
