// SPDX-License-Identifier: Apache-2.0
// What a commit writes about the person behind a record: her number, and who brought her.
#pragma once

#include <optional>
#include <string>

#include "gateway/store/batch.hpp"
#include "taskflow/effect.hpp"
#include "taskflow/ids.hpp"

namespace kazi::gateway::engine {

struct Contact {
    std::string msisdn;                           ///< E.164; empty: the event came without a number
    bool to_be_kept = false;                      ///< whatever the step says of it
    std::optional<taskflow::WorkerId> came_as{};  ///< the other number of hers that it came from
};

/// Keeps or erases her number, and adds to the report of the partner whose code she joined with.
void plan_person(store::Batch& batch, const taskflow::WorkerId& worker,
                 const taskflow::Effects& effects, const Contact& contact);

/// Fields of the hash `partners` for one code.
[[nodiscard]] std::string partner_field(const std::string& code, const char* what);

}  // namespace kazi::gateway::engine
