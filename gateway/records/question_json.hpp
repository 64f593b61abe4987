// SPDX-License-Identifier: Apache-2.0
// A campaign's question as JSON: its type, its words, and what an answer may be.
#pragma once

#include <boost/json/object.hpp>

#include "billing/money.hpp"
#include "gateway/records/json_fields.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::records {

/// A price without a currency of its own is in `currency`. What does not fit the type is left to
/// `check_question`.
void read_question(Fields& fields, taskflow::Question& question, billing::Currency currency);

/// The same fields, as they would be sent.
[[nodiscard]] boost::json::object question_json(const taskflow::Question& question);

}  // namespace kazi::gateway::records
