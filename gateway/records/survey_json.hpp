// SPDX-License-Identifier: Apache-2.0
// A campaign's survey: an object in the survey's own JSON form, or a text that is XLSForm as CSV.
#pragma once

#include <boost/json/value.hpp>

#include "gateway/records/json_fields.hpp"
#include "taskflow/tasks/campaign.hpp"

namespace kazi::gateway::records {

/// Reads the field `survey`. A fault of it is a problem that names its place: "survey.age". The
/// campaign's question becomes the survey's title, in each of its languages.
void read_survey(Fields& fields, taskflow::Campaign& campaign);

/// As it was sent. Needs: a campaign that asks a survey.
[[nodiscard]] boost::json::value survey_json(const taskflow::Campaign& campaign);

}  // namespace kazi::gateway::records
