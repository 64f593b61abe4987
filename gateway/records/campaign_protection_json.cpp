// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/campaign_protection_json.hpp"

namespace kazi::gateway::records {

void read_campaign_protection(Fields& fields, taskflow::Campaign& campaign) {
    taskflow::CampaignProtection& protection = campaign.protection;
    fields.object("protection", false, [&](Fields& inner) {
        protection.share_percent =
            static_cast<std::uint8_t>(inner.integer("share_percent", 0, 100, 0));
        protection.sensitive = inner.boolean("sensitive", false);
        inner.no_others();
    });
    if (protection.sensitive) campaign.push = false;
}

void add_campaign_protection(boost::json::object& out, const taskflow::Campaign& campaign) {
    const taskflow::CampaignProtection& protection = campaign.protection;
    if (protection == taskflow::CampaignProtection{}) return;
    out["protection"] = {{"share_percent", protection.share_percent},
                         {"sensitive", protection.sensitive}};
}

}  // namespace kazi::gateway::records
