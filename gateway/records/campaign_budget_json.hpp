// SPDX-License-Identifier: Apache-2.0
// A campaign's caps as JSON, for clients and for the store.
#pragma once

#include <boost/json/object.hpp>

#include "gateway/records/json_fields.hpp"
#include "taskflow/pay/budget.hpp"

namespace kazi::gateway::records {

/// Reads `budget`; nothing is capped without it.
void read_budget(Fields& fields, taskflow::CampaignBudget& budget);

/// Adds `budget` when there is one.
void write_budget(boost::json::object& out, const taskflow::CampaignBudget& budget);

}  // namespace kazi::gateway::records
