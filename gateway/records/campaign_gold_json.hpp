// SPDX-License-Identifier: Apache-2.0
// The object `quality.gold` of a campaign: how often workers are asked gold, and what becomes gold.
#pragma once

#include <boost/json/object.hpp>

#include "gateway/records/json_fields.hpp"
#include "taskflow/standing/gold_terms.hpp"

namespace kazi::gateway::records {

/// Reads it where it is given.
void read_gold(Fields& quality, taskflow::GoldTerms& terms);

/// Adds it where something was asked for.
void write_gold(boost::json::object& quality, const taskflow::GoldTerms& terms);

/// What only the stored form holds: which items are gold.
void read_gold_items(Fields& fields, taskflow::GoldTerms& terms);
void write_gold_items(boost::json::object& out, const taskflow::GoldTerms& terms);

}  // namespace kazi::gateway::records
