// SPDX-License-Identifier: Apache-2.0
// How far a worker has come in the lessons of each campaign.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kazi::taskflow {

/// Her lessons of one campaign, of which she holds a place as long as this is there. Bits stand for
/// lessons, the first the lowest.
struct CampaignTraining {
    std::uint32_t campaign = 0;
    std::uint8_t taken = 0;   ///< need not be shown
    std::uint8_t repeat = 0;  ///< came back once, and never will again
    bool tried = false;       ///< the lesson that is open was answered wrongly once
    /// Where she was wrong at work since: what would have been right, newest last.
    std::vector<std::string> errors;

    /// She was paid for some of them.
    [[nodiscard]] bool has_begun() const { return taken != 0 || repeat != 0; }
    friend bool operator==(const CampaignTraining&, const CampaignTraining&) = default;
};

inline constexpr std::size_t errors_kept_max = 8;

struct Training {
    std::vector<CampaignTraining> campaigns;

    [[nodiscard]] CampaignTraining* find(std::uint32_t campaign) {
        for (CampaignTraining& each : campaigns)
            if (each.campaign == campaign) return &each;
        return nullptr;
    }
    [[nodiscard]] const CampaignTraining* find(std::uint32_t campaign) const {
        for (const CampaignTraining& each : campaigns)
            if (each.campaign == campaign) return &each;
        return nullptr;
    }
    friend bool operator==(const Training&, const Training&) = default;
};

}  // namespace kazi::taskflow
