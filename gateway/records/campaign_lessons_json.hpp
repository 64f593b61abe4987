// SPDX-License-Identifier: Apache-2.0
// What a campaign teaches, and whom it is for, as parts of its JSON.
#pragma once

#include <boost/json/object.hpp>

#include "gateway/records/json_fields.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::records {

/// Reads `lessons`. Needs: question, languages and pay of the campaign are read.
void read_lessons(Fields& fields, taskflow::Campaign& campaign);
void write_lessons(boost::json::object& out, const taskflow::Campaign& campaign);

/// Reads `targeting`.
void read_targeting(Fields& fields, taskflow::Targeting& targeting);
void write_targeting(boost::json::object& out, const taskflow::Targeting& targeting);

}  // namespace kazi::gateway::records
