// SPDX-License-Identifier: Apache-2.0
// The objects `standing` and `urgency` of a campaign.
#pragma once

#include <boost/json/object.hpp>

#include "gateway/records/json_fields.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::records {

/// Reads them where they are given; after the campaign's own pay.
void read_standing(Fields& fields, taskflow::Campaign& campaign);
void read_urgency(Fields& fields, taskflow::CampaignUrgency& urgency);

/// Adds them where something was asked for.
void write_standing(boost::json::object& out, const taskflow::Campaign& campaign);
void write_urgency(boost::json::object& out, const taskflow::CampaignUrgency& urgency);

/// What only the stored form holds: the fee on each level's pay.
void read_level_fees(Fields& fields, taskflow::StandingTerms& terms);
void write_level_fees(boost::json::object& out, const taskflow::StandingTerms& terms);

}  // namespace kazi::gateway::records
