// SPDX-License-Identifier: Apache-2.0
// Where stands how long answers took in campaigns that have ended: a field for each type of
// question and step of `effort_steps`.
#pragma once

#include <cstddef>
#include <string>

#include "gateway/engine/keys.hpp"
#include "taskflow/question/form.hpp"

namespace kazi::gateway::keys {

inline constexpr const char* efforts = "efforts";

[[nodiscard]] inline store::Place effort(taskflow::question::Kind type, std::size_t step) {
    std::string field = std::to_string(static_cast<int>(type));
    return {efforts, field.append(1, ':').append(effort_fields.at(step))};
}

}  // namespace kazi::gateway::keys
