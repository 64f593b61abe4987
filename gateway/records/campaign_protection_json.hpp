// SPDX-License-Identifier: Apache-2.0
// The object `protection` of a campaign.
#pragma once

#include <boost/json/object.hpp>

#include "gateway/records/json_fields.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::records {

/// Reads it where it is given. A sensitive campaign is never offered by SMS.
void read_campaign_protection(Fields& fields, taskflow::Campaign& campaign);

/// Adds it where something was asked for.
void add_campaign_protection(boost::json::object& out, const taskflow::Campaign& campaign);

}  // namespace kazi::gateway::records
