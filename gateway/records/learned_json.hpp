// SPDX-License-Identifier: Apache-2.0
// What a full pass learned of a campaign's crowd, within the campaign's stored JSON.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>

#include "taskflow/quality/learned.hpp"

namespace kazi::gateway::records {

[[nodiscard]] boost::json::object learned_json(const taskflow::quality::Learned& learned);

/// Fails (nullopt) on anything that `learned_json` does not make.
[[nodiscard]] std::optional<taskflow::quality::Learned> learned_from_json(
    const boost::json::value& value);

}  // namespace kazi::gateway::records
