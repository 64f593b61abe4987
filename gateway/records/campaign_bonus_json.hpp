// SPDX-License-Identifier: Apache-2.0
// What a campaign promises beside the pay, in its JSON.
#pragma once

#include <boost/json/object.hpp>

#include "gateway/records/json_fields.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::records {

/// Reads `bonus`, after the campaign's work and redundancy: those say whether it can be earned.
void read_bonus(Fields& fields, taskflow::Campaign& campaign);

/// Writes it where something is promised.
void write_bonus(boost::json::object& out, const taskflow::BonusTerms& terms);

}  // namespace kazi::gateway::records
