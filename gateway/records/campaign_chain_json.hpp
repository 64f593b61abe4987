// SPDX-License-Identifier: Apache-2.0
// The `chain` object of a campaign.
#pragma once

#include <boost/json/object.hpp>

#include "gateway/records/json_fields.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::records {

/// Reads `chain`, if it is there; the campaign's market is known already.
void read_chain(Fields& campaign, const std::string& market, taskflow::ChainTerms& terms);
/// Adds what `read_chain` reads; nothing for a campaign with items of its own.
void write_chain(boost::json::object& campaign, const std::string& market,
                 const taskflow::ChainTerms& terms);

/// What a stored campaign holds beyond that.
void read_earlier_steps(Fields& campaign, taskflow::ChainTerms& terms);
void write_earlier_steps(boost::json::object& campaign, const taskflow::ChainTerms& terms);

}  // namespace kazi::gateway::records
