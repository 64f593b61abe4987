// SPDX-License-Identifier: Apache-2.0
// The `review` object of a campaign: what a client writes, and what only we do.
#pragma once

#include <boost/json/object.hpp>

#include "gateway/records/json_fields.hpp"
#include "taskflow/review/terms.hpp"

namespace kazi::gateway::records {

/// Reads `review` of a campaign, if it is there.
void read_review(Fields& campaign, taskflow::ReviewTerms& terms);
/// Reads what a stored campaign holds beyond that.
void read_judges(Fields& campaign, taskflow::ReviewTerms& terms);

/// Adds what `read_review` reads; nothing where answers are paid at once.
void write_review(boost::json::object& campaign, const taskflow::ReviewTerms& terms);
void write_judges(boost::json::object& campaign, const taskflow::ReviewTerms& terms);

}  // namespace kazi::gateway::records
