// SPDX-License-Identifier: Apache-2.0
// How one campaign spreads its work, and keeps what it asks off shared phones.
#pragma once

#include <cstdint>

namespace kazi::taskflow {

struct CampaignProtection {
    /// Of its items, how many in 100 one worker may be asked at most (one in any case), so that
    /// those who wake late or joined yesterday find some left; 0: no limit.
    std::uint8_t share_percent = 0;
    /// Asked over USSD only, which leaves nothing on a phone that others may read.
    bool sensitive = false;

    friend bool operator==(const CampaignProtection&, const CampaignProtection&) = default;
};

}  // namespace kazi::taskflow
