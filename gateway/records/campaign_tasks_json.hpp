// SPDX-License-Identifier: Apache-2.0
// The object `tasks` of a campaign.
#pragma once

#include <boost/json/object.hpp>

#include "gateway/records/json_fields.hpp"
#include "taskflow/tasks/campaign_tasks.hpp"

namespace kazi::gateway::records {

/// Reads it where it is given.
void read_campaign_tasks(Fields& fields, taskflow::CampaignTasks& tasks);

/// Adds it where it is not as it comes by itself.
void add_campaign_tasks(boost::json::object& out, const taskflow::CampaignTasks& tasks);

}  // namespace kazi::gateway::records
