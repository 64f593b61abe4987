// SPDX-License-Identifier: Apache-2.0
#include "gateway/records/campaign_tasks_json.hpp"

namespace kazi::gateway::records {

void read_campaign_tasks(Fields& fields, taskflow::CampaignTasks& tasks) {
    constexpr auto most = static_cast<std::int64_t>(taskflow::pack_items_max);
    fields.object("tasks", false, [&](Fields& inner) {
        tasks.pack_at_most =
            static_cast<std::uint8_t>(inner.integer("pack_at_most", 1, most, most));
        inner.no_others();
    });
}

void add_campaign_tasks(boost::json::object& out, const taskflow::CampaignTasks& tasks) {
    if (tasks == taskflow::CampaignTasks{}) return;
    out["tasks"] = {{"pack_at_most", tasks.pack_at_most}};
}

}  // namespace kazi::gateway::records
