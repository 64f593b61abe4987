// SPDX-License-Identifier: Apache-2.0
// The audit of a small town's books.
#pragma once

#include <string>
#include <vector>

#include "tests/unit/gateway/small_town.hpp"

namespace kazi::gateway {

/// What the audit finds, as `kazi audit` would say it; nothing is the proof. The town's escrow came
/// from nowhere: a client's payment of that much is put before the journal.
std::vector<std::string> faults_in_books(SmallTown& town);

}  // namespace kazi::gateway
