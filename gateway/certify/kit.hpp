// SPDX-License-Identifier: Apache-2.0
// Certification: replays an aggregator's callbacks, and the faults of the field, against a running
// daemon, and says in a table and in a report to be signed what it answered.
#pragma once

#include <optional>
#include <string>

#include "gateway/certify/connection.hpp"
#include "gateway/certify/finding.hpp"

namespace kazi::gateway::certify {

/// Runs every case. Fails: nothing, when nobody answers at `order.to`.
[[nodiscard]] std::optional<Findings> certify(const Order& order);

/// The findings as a table for a terminal, and one line that sums them up.
[[nodiscard]] std::string table(const Findings& findings);

/// The report as Markdown, with a place for names. `date` is written as it is given. It holds no
/// secret.
[[nodiscard]] std::string report(const Order& order, const Findings& findings,
                                 const std::string& date);

}  // namespace kazi::gateway::certify
