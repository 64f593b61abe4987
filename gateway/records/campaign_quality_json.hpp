// SPDX-License-Identifier: Apache-2.0
// The object `quality` of a campaign: its gold, and what it asks of the answer model.
#pragma once

#include <boost/json/object.hpp>

#include "gateway/records/json_fields.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::records {

/// Reads it where it is given; the question is known already.
void read_quality(Fields& fields, taskflow::Campaign& campaign);

/// Adds what differs from the usual.
void write_quality(boost::json::object& out, const taskflow::Campaign& campaign);

}  // namespace kazi::gateway::records
